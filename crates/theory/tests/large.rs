//! Input that is long or deep where a fuzzer's is short: nothing overflows the stack, and it ends.

use exceptio_theory::fuzz_entry;

const DEEP: usize = 20_000;
const LONG: usize = 500;

#[test]
fn formulas_within_formulas_end() {
    let claim = |formula: String| format!("theory t \"t\"\nclaim c: {formula} -> true\n");
    for formula in [
        "(".repeat(DEEP),
        format!("{}true{}", "(".repeat(DEEP), ")".repeat(DEEP)),
        format!("{}true", "not ".repeat(DEEP)),
        format!("{}true", "~".repeat(DEEP)),
        format!("{}true", "true and ".repeat(DEEP)),
        format!("{}true", "true or true and ".repeat(DEEP)),
        format!("{}true", "some t: ".repeat(DEEP)),
        "one_party(".repeat(DEEP),
        "ever(".repeat(DEEP),
        "{".repeat(DEEP),
        "a <- ".repeat(DEEP),
        "a-".repeat(DEEP),
        "1.".repeat(DEEP),
    ] {
        fuzz_entry(claim(formula).as_bytes());
    }
}

#[test]
fn many_statements_end() {
    let claims: String = (0..LONG).map(|at| format!("claim c{at}: X{at} -> OUT\n")).collect();
    let lets: String = (0..LONG).map(|at| format!("let X{at} = one_party(a)\n")).collect();
    let chain: String = (1..LONG).map(|at| format!("let X{at} = X{} and X{}\n", at - 1, at - 1)).collect();
    let outcomes: String = (0..LONG).map(|at| format!("outcome OUT as \"{at}\" = allied(a, b)\n")).collect();
    let calls: String = (1..LONG).map(|at| format!("let f{at}(x) = f{}(x) and f{}(x)\n", at - 1, at - 1)).collect();
    for text in [
        format!("theory t \"t\"\n{lets}outcome OUT = allied(a, b)\n{claims}"),
        format!("theory t \"t\"\nlet X0 = one_party(a)\n{chain}outcome OUT = allied(a, b)\n{claims}"),
        format!("theory t \"t\"\nlet X0 = one_party(a)\n{outcomes}claim c: X0 -> OUT\n"),
        format!(
            "theory t \"t\"\nlet f0(x) = one_party(x)\n{calls}let X0 = f{}(a)\noutcome OUT = allied(a, b)\nclaim c: X0 -> OUT\n",
            LONG - 1
        ),
        format!(
            "theory t \"t\"\nlet f0(x) = one_party(x)\n{calls}let X0 = f30(a)\noutcome OUT = allied(a, b)\nclaim c: X0 -> OUT\n"
        ),
        "cites essay \"p\"\n".repeat(LONG),
        "let ".repeat(DEEP),
    ] {
        fuzz_entry(text.as_bytes());
    }
}
