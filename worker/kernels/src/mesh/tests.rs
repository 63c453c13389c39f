use proptest::prelude::*;

use super::*;

const TETRAHEDRON: &str = "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n";

fn read(text: &str) -> Result<Mesh, MeshError> {
    Mesh::from_obj(text.as_bytes())
}

#[test]
fn polygons_of_all_objects_become_triangles() {
    let mesh = read("o a\nv 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf 1 2 3 4\no b\nv 0 0 1\nf 1 2 5\n").unwrap();
    assert_eq!(mesh.triangles().len(), 3);
    assert_eq!(mesh.positions().len(), 7);
}

#[test]
fn given_normals_are_kept_and_brought_to_length_one() {
    let mesh = read("v 0 0 0\nv 1 0 0\nv 0 1 0\nvn 0 0 5\nf 1//1 2//1 3//1\n").unwrap();
    assert_eq!(mesh.normals(), [Vec3::Z; 3]);
}

#[test]
fn missing_normals_point_outwards_and_are_shared_across_seams() {
    let mesh = read(TETRAHEDRON).unwrap();
    let centre = Vec3::splat(0.25);
    for (position, normal) in mesh.positions().iter().zip(mesh.normals()) {
        assert!(normal.dot(position - centre) > 0.0, "{normal} at {position}");
    }

    let seam = "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 1 0 0\nv 0 1 0\nv 1 1 -1\nf 1 2 3\nf 4 6 5\n";
    let mesh = read(seam).unwrap();
    assert_eq!(mesh.normals()[1], mesh.normals()[3]);
}

#[test]
fn what_is_no_mesh_is_named() {
    assert_eq!(read("").unwrap_err(), MeshError::Empty);
    assert_eq!(read("v 0 0 0\nv 1 0 0\nv 2 0 0\nf 1 2 3\n").unwrap_err(), MeshError::Empty);
    assert!(matches!(read("v 0 zero 0\n"), Err(MeshError::Malformed(_))));
    assert!(matches!(read("v 0 0 0\nf 1 2 3\n"), Err(MeshError::Malformed(_))));
    assert!(matches!(Mesh::from_obj(&[0xff, 0xfe, b'\n']), Err(MeshError::Malformed(_))));
    let infinite = "v 0 0 0\nv 1 0 0\nv 0 inf 0\nf 1 2 3\n";
    assert_eq!(read(infinite).unwrap_err(), MeshError::BadCoordinate { vertex: 2 });
    let nan = "v 0 0 0\nv nan 0 0\nv 0 1 0\nf 1 2 3\n";
    assert_eq!(read(nan).unwrap_err(), MeshError::BadCoordinate { vertex: 1 });
}

#[test]
fn limits_are_checked() {
    let points = vec![Vec3::ZERO, Vec3::X, Vec3::Y];
    let many = Mesh::new(points.clone(), vec![], vec![[0, 1, 2]; MAX_TRIANGLES + 1]);
    assert_eq!(many.unwrap_err(), MeshError::TooManyTriangles { triangles: MAX_TRIANGLES + 1 });
    let stray = Mesh::new(points, vec![], vec![[0, 1, 2], [0, 1, 3]]);
    assert_eq!(stray.unwrap_err(), MeshError::BadIndex { triangle: 1, vertices: 3 });
    let long = vec![b'\n'; MAX_BYTES + 1];
    assert_eq!(Mesh::from_obj(&long).unwrap_err(), MeshError::TooManyBytes { bytes: MAX_BYTES + 1 });
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(
        lines in prop::collection::vec("(v|vn|vt|f|o|g|usemtl|mtllib|l|p|s|#)( (-?[0-9]{1,20}|[0-9]\\.[0-9]e[0-9]{1,2}|nan|/|1//1|-1/2/3|x)){0,5}", 0..30)
    ) {
        let _ = read(&lines.join("\n"));
    }

    #[test]
    fn every_mesh_that_is_read_is_sound(
        points in prop::collection::vec(prop::array::uniform3(-9.0f32..9.0), 3..20),
        corners in prop::collection::vec(prop::array::uniform3(0u32..20), 1..20),
    ) {
        let points: Vec<_> = points.into_iter().map(Vec3::from_array).collect();
        if let Ok(mesh) = Mesh::new(points, vec![], corners) {
            prop_assert!(!mesh.triangles().is_empty());
            prop_assert!(mesh.normals().iter().all(|normal| normal.is_normalized()));
            prop_assert!(mesh.triangles().iter().flatten().all(|&v| (v as usize) < mesh.positions().len()));
        }
    }
}
