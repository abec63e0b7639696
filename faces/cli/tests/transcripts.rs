//! Transcripts: what a person types and what stands on the screen. They run in a folder of their own, on a starter study
//! small enough to follow by hand, on files with mistakes, and on the built-in study as reference pages show it.

#[test]
fn transcripts() {
    let cases = trycmd::TestCases::new();
    cases
        .register_bin("exceptio", trycmd::cargo::cargo_bin("exceptio"))
        .env("LC_ALL", "C.UTF-8")
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case("tests/cmd/*.trycmd")
        // The reference pages of commands are transcripts too.
        .case("../../crates/exceptio/pages/calendar.md");
}
