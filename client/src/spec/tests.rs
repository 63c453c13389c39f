use super::*;

const RENDER: &str = r#"{
  "version": 1,
  "kernel": {
    "name": "render",
    "mesh": {
      "bytes": 100,
      "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    },
    "width": 640, "height": 480,
    "frames": 4,
    "samples": 64,
    "bounces": 4
  }
}"#;

fn refused(text: &str) -> (String, usize, String) {
    match JobSpec::from_json(text.as_bytes()).expect_err(text) {
        SpecError::Field { field, line, reason, .. } => (field, line, reason),
        other => panic!("not a field error: {other}"),
    }
}

#[test]
fn a_render_is_read_with_defaults_written_out() {
    let spec = JobSpec::from_json(RENDER.as_bytes()).expect("valid");
    let Kernel::Render(render) = spec.kernel() else {
        panic!("a render");
    };
    assert_eq!((render.width, render.height, render.frames), (640, 480, 4));
    assert_eq!(render.camera, Camera::default());
    assert_eq!(spec.inputs(), [render.mesh]);
    let text = String::from_utf8(spec.to_bytes()).expect("text");
    assert!(text.contains(r#""camera":{"field_of_view":35.0"#), "{text}");
}

#[test]
fn canonical_bytes_read_back_the_same() {
    let spec = JobSpec::new(Kernel::Matmul(Matmul { rows: 3, columns: 4, inner: 5, seed: u64::MAX })).expect("valid");
    let bytes = spec.to_bytes();
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        r#"{"version":1,"kernel":{"name":"matmul","rows":3,"columns":4,"inner":5,"seed":18446744073709551615}}"#
    );
    let again = JobSpec::from_json(&bytes).expect("read back");
    assert_eq!(again, spec);
    assert_eq!(again.digest(), Digest::of(&bytes));
}

#[test]
fn a_training_reads_back_the_same_and_has_its_bounds() {
    let training = Training { features: 3, examples: 4, steps: 5, seed: 6 };
    let bytes = JobSpec::new(Kernel::Training(training)).expect("valid").to_bytes();
    let text = r#"{"version":1,"kernel":{"name":"training","features":3,"examples":4,"steps":5,"seed":6}}"#;
    assert_eq!(String::from_utf8_lossy(&bytes), text);
    assert_eq!(JobSpec::from_json(&bytes).expect("read back").kernel(), &Kernel::Training(training));
    for (number, field) in [("\"features\":3", "features"), ("\"examples\":4", "examples"), ("\"steps\":5", "steps")] {
        let wrong = text.replace(number, &format!("\"{field}\":0"));
        assert_eq!(refused(&wrong).0, format!("kernel.{field}"));
    }
}

#[test]
fn a_number_out_of_bounds_is_named_with_its_line() {
    let (field, line, reason) = refused(&RENDER.replace("640", "8"));
    assert_eq!((field.as_str(), line), ("kernel.width", 9));
    assert_eq!(reason, "must be 16 to 4096, is 8");

    let (field, line, _) = refused(&RENDER.replace("\"bytes\": 100", "\"bytes\": 0"));
    assert_eq!((field.as_str(), line), ("kernel.mesh.bytes", 6));
}

#[test]
fn a_wrong_type_is_named() {
    let (field, _, reason) = refused(&RENDER.replace("\"frames\": 4", "\"frames\": \"four\""));
    assert_eq!(field, "kernel.frames");
    assert!(reason.contains("expected u32"), "{reason}");
}

#[test]
fn missing_and_unknown_fields_are_named() {
    let (_, _, reason) = refused(&RENDER.replace("\"width\": 640, ", ""));
    assert!(reason.contains("missing field `width`"), "{reason}");
    let (_, _, reason) = refused(&RENDER.replace("bounces", "bonces"));
    assert!(reason.contains("unknown field `bonces`"), "{reason}");
    let (_, _, reason) = refused(&RENDER.replace("\"version\": 1,", "\"version\": 1, \"x\": 2,"));
    assert!(reason.contains("unknown field `x`"), "{reason}");
}

#[test]
fn unknown_kernels_and_versions_are_named() {
    let (field, _, reason) = refused(&RENDER.replace("\"render\"", "\"mine\""));
    assert_eq!(field, "kernel.name");
    assert!(reason.contains("'mine'"), "{reason}");
    let newer = RENDER.replace("\"version\": 1", "\"version\": 2, \"new\": true");
    assert_eq!(JobSpec::from_json(newer.as_bytes()), Err(SpecError::Version(2)));
}

#[test]
fn broken_documents_are_refused() {
    assert!(matches!(JobSpec::from_json(b"{\"version\":1,\xff"), Err(SpecError::NotText(13))));
    assert!(matches!(JobSpec::from_json(&vec![b' '; limits::SPEC_BYTES + 1]), Err(SpecError::TooLong(_))));
    let (_, line, _) = refused(&RENDER[..RENDER.len() - 2]);
    assert_eq!(line, 13);
    refused(&format!("{RENDER} {{}}"));
    refused("[]");
    refused("");
}

#[test]
fn building_checks_the_bounds_too() {
    let spec = JobSpec::new(Kernel::Matmul(Matmul { rows: 0, columns: 1, inner: 1, seed: 0 }));
    assert!(matches!(spec, Err(SpecError::Field { field, .. }) if field == "kernel.rows"));
}

#[test]
fn a_full_sweep_closes_in_a_loop() {
    let camera = Camera::default();
    assert_eq!(camera.angle(0, 4), 0.0);
    assert_eq!(camera.angle(3, 4), 270.0);
}
