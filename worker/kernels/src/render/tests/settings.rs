use crate::render::{Camera, RenderError, RenderSettings};

fn name_of(result: Result<(), RenderError>) -> &'static str {
    match result {
        Err(RenderError::OutOfBounds { name, .. }) => name,
        other => panic!("not out of bounds: {other:?}"),
    }
}

#[test]
fn the_defaults_are_within_bounds() {
    RenderSettings::default().validate().unwrap();
    Camera::default().validate().unwrap();
}

#[test]
fn every_setting_has_bounds() {
    let settings = RenderSettings::default();
    for (name, outside) in [
        ("width", RenderSettings { width: 15, ..settings }),
        ("width", RenderSettings { width: 4097, ..settings }),
        ("height", RenderSettings { height: 0, ..settings }),
        ("samples", RenderSettings { samples: 0, ..settings }),
        ("samples", RenderSettings { samples: 4097, ..settings }),
        ("bounces", RenderSettings { bounces: 17, ..settings }),
        ("frames", RenderSettings { frames: u32::MAX, ..settings }),
    ] {
        assert_eq!(name_of(outside.validate()), name);
    }
}

#[test]
fn every_number_of_the_camera_has_bounds() {
    let camera = Camera::default();
    for (name, outside) in [
        ("field_of_view", Camera { field_of_view: f32::NAN, ..camera }),
        ("elevation", Camera { elevation: 90.0, ..camera }),
        ("distance", Camera { distance: 1.0, ..camera }),
        ("start", Camera { start: f32::INFINITY, ..camera }),
        ("sweep", Camera { sweep: -4000.0, ..camera }),
    ] {
        assert_eq!(name_of(outside.validate()), name);
    }
}

#[test]
fn an_error_says_what_must_hold() {
    let error = RenderSettings { width: 9000, ..Default::default() }.validate().unwrap_err();
    assert_eq!(error.to_string(), "width is 9000, and must be between 16 and 4096");
}

#[test]
fn a_camera_is_read_with_defaults_and_without_strangers() {
    let camera: Camera = serde_json::from_str(r#"{"elevation": 30}"#).unwrap();
    assert_eq!(camera, Camera { elevation: 30.0, ..Camera::default() });
    assert!(serde_json::from_str::<Camera>(r#"{"zoom": 2}"#).is_err());
}

#[test]
fn a_full_sweep_closes_in_a_loop() {
    let camera = Camera { start: 10.0, ..Camera::default() };
    let angles = [0, 1, 2, 3].map(|frame| camera.angle(frame, 4));
    assert_eq!(angles, [10.0, 100.0, 190.0, 280.0]);
}
