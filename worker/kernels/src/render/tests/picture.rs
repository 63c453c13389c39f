use crate::render::Picture;

#[test]
fn a_picture_survives_its_file() {
    let levels: Vec<u8> = (0..3 * 16 * 20u32).map(|index| ((index * 40_503) >> 8) as u8).collect();
    let picture = Picture::new(20, levels.clone());
    assert_eq!((picture.width(), picture.height()), (20, 16));

    let file = picture.to_png().unwrap();
    assert_eq!(file, picture.to_png().unwrap());
    let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    assert_eq!((info.width, info.height, info.color_type), (20, 16, png::ColorType::Rgb));
    assert_eq!(bytes, picture.bytes());
    assert_eq!(bytes, levels);
}
