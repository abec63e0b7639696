//! Recipes as text.

use super::{DEGREE, Recipe};
use sets::calibrate::{Anchors, Bell, Fractional, Method, Powers, Regression};
use text::{Diagnostic, FileId, Files, Span};

/// The methods, in the order in which they are offered.
const WORDS: [&str; 9] = ["direct", "linear", "power", "bell", "inverse-bell", "ecdf", "relative", "indirect", "crisp"];

/// Reads recipes: one a line, or several with `;` between them; what follows `#` is a comment. Each text stands among `files` under
/// the name of its option (`--calibrate`), so that problems point into it.
///
/// ```text
/// GDP = direct 400 550 900                     in the place of the raw column
/// RICH = calibrate(GDP, direct 400 550 900)    beside it; the line of a theory, without `let`
/// RANK = cut(GDP, 550, 900)                    levels
/// ```
///
/// `direct E C I [at DEGREE]`, `linear E C I`, `power E C I BELOW ABOVE`, `bell` and `inverse-bell` of six ascending numbers and
/// perhaps two powers, `ecdf E C I`, `relative [LOWEST]`, `indirect GRADES [polynomial] [beta]`, `crisp T`. Numbers may stand in brackets or
/// have commas between them, and `logistic` is read as `direct`, which is what QCA calls it. Anchors are judged when they are
/// applied.
///
/// # Errors
///
/// Every line that is no recipe (`sets::recipe`), with its place.
pub fn recipes(files: &mut Files, option: &str, texts: &[String]) -> Result<Vec<Recipe>, Vec<Diagnostic>> {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for text in texts {
        let file = files.add(option, text.as_str());
        for (start, line) in lines(text) {
            let tokens = tokens(line);
            if tokens.is_empty() {
                continue;
            }
            let mut reader = Reader { tokens: &tokens, at: 0, file, start, end: start + line.trim_end().len() };
            match reader.recipe() {
                Ok(recipe) => found.push(recipe),
                Err(problem) => problems.push(*problem),
            }
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

/// Lines and parts between `;`, comments cut, each with its place.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.split('#').next().unwrap_or_default();
        let mut from = at;
        for part in bare.split(';') {
            parts.push((from, part));
            from += part.len() + 1;
        }
        at += line.len();
    }
    parts
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Number(f64),
    Sign(char),
    /// Something that is none of these.
    Odd,
}

/// Tokens of a line with their places in it.
fn tokens(line: &str) -> Vec<(usize, usize, Token)> {
    let mut found = Vec::new();
    let mut signs = line.char_indices().peekable();
    while let Some((start, sign)) = signs.next() {
        let mut end = start + sign.len_utf8();
        let token = match sign {
            _ if sign.is_whitespace() => continue,
            '=' | '(' | ')' | ',' => Token::Sign(sign),
            '`' => {
                let mut name = String::new();
                let mut closed = false;
                while let Some((at, sign)) = signs.next() {
                    end = at + sign.len_utf8();
                    if sign != '`' {
                        name.push(sign);
                    } else if signs.next_if(|(_, next)| *next == '`').is_some() {
                        name.push('`');
                    } else {
                        closed = true;
                        break;
                    }
                }
                if closed { Token::Word(name) } else { Token::Odd }
            }
            _ => {
                // Digits, signs and exponents of numbers, letters and hyphens of names: cut apart by what neither has.
                while let Some((at, sign)) =
                    signs.next_if(|(_, sign)| !sign.is_whitespace() && !matches!(sign, '=' | '(' | ')' | ',' | '`'))
                {
                    end = at + sign.len_utf8();
                }
                let word = &line[start..end];
                match word.parse::<f64>() {
                    Ok(number) if number.is_finite() && !word.starts_with(char::is_alphabetic) => Token::Number(number),
                    _ if sign.is_alphabetic() || sign == '_' => Token::Word(word.to_owned()),
                    _ => Token::Odd,
                }
            }
        };
        found.push((start, end, token));
    }
    found
}

struct Reader<'a> {
    tokens: &'a [(usize, usize, Token)],
    at: usize,
    file: FileId,
    start: usize,
    end: usize,
}

type Read<T> = Result<T, Box<Diagnostic>>;

impl Reader<'_> {
    fn recipe(&mut self) -> Read<Recipe> {
        let name = self.name("the name of the calibrated column comes first")?;
        self.sign('=', "`=` follows the name")?;
        let word = self.name("a method follows `=`")?;
        match word.as_str() {
            "calibrate" | "cut" if self.eat('(') => {
                let from = self.name("the raw column follows the bracket")?;
                self.sign(',', "a comma follows the raw column")?;
                let (method, grades) = match word.as_str() {
                    "cut" => (self.thresholds(1)?, None),
                    _ => {
                        let word = self.name("a method follows the comma")?;
                        self.method(&word)?
                    }
                };
                self.sign(')', "the bracket is closed at the end")?;
                self.ended(Recipe { name, from, method, grades })
            }
            "cut" => {
                let method = self.thresholds(1)?;
                self.ended(Recipe { from: name.clone(), name, method, grades: None })
            }
            _ => {
                let (method, grades) = self.method(&word)?;
                self.ended(Recipe { from: name.clone(), name, method, grades })
            }
        }
    }

    fn method(&mut self, word: &str) -> Read<(Method, Option<String>)> {
        let method = match word {
            "direct" | "logistic" => {
                let anchors = self.anchors()?;
                let degree = match self.word() {
                    Some(word) if word == "at" => {
                        self.at += 1;
                        self.numbers(1, 1, "the membership at full inclusion follows `at`")?[0]
                    }
                    _ => DEGREE,
                };
                Method::Direct { anchors, degree }
            }
            "linear" => Method::Shape { anchors: self.anchors()?, powers: Powers::default() },
            "power" => {
                let five = self.numbers(5, 5, "three anchors and two powers, below and above the crossover")?;
                Method::Shape {
                    anchors: Anchors::new(five[0], five[1], five[2]),
                    powers: Powers { below: five[3], above: five[4] },
                }
            }
            "bell" | "inverse-bell" => {
                let six = self.numbers(6, 8, "six anchors from the left to the right, and perhaps two powers")?;
                let side = |e: usize, c: usize, i: usize| Anchors::new(six[e], six[c], six[i]);
                let bell = match word {
                    "bell" => Bell { left: side(0, 1, 2), right: side(5, 4, 3) },
                    _ => Bell { left: side(2, 1, 0), right: side(3, 4, 5) },
                };
                let powers = match six.get(6..8) {
                    Some([below, above]) => Powers { below: *below, above: *above },
                    _ if six.len() == 6 => Powers::default(),
                    _ => return Err(self.wrong("a bell has six anchors and two powers or none")),
                };
                Method::Bell { bell, powers }
            }
            "ecdf" => Method::Ecdf(self.anchors()?),
            "relative" => {
                Method::Relative(self.numbers(0, 1, "the lowest answer that could be given")?.first().copied())
            }
            "indirect" => {
                let bracket = self.eat('(');
                let grades = self.name("the column of grades follows `indirect`")?;
                self.eat(',');
                let form = if self.eat_word("polynomial") { Fractional::Polynomial } else { Fractional::Linear };
                self.eat(',');
                let by = if self.eat_word("beta") { Regression::Beta } else { Regression::Logit };
                if bracket {
                    self.sign(')', "the bracket is closed")?;
                }
                return Ok((Method::Indirect { form, by }, Some(grades)));
            }
            "crisp" => Method::Thresholds(self.numbers(1, 1, "one threshold; `cut` takes several")?),
            other => {
                self.at -= 1;
                let hint = match text::nearest(other, WORDS.iter().copied().chain(["cut"])) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("there are: {}, cut", WORDS.join(", ")),
                };
                let mut problem = self.wrong(&format!("`{other}` is no way to calibrate"));
                problem.hint = Some(hint);
                return Err(problem);
            }
        };
        Ok((method, None))
    }

    fn anchors(&mut self) -> Read<Anchors> {
        let three = self.numbers(3, 3, "three anchors: full exclusion, crossover, full inclusion")?;
        Ok(Anchors::new(three[0], three[1], three[2]))
    }

    fn thresholds(&mut self, least: usize) -> Read<Method> {
        Ok(Method::Thresholds(self.numbers(least, usize::MAX, "thresholds, ascending")?))
    }

    /// Numbers, perhaps in brackets of their own, perhaps with commas between them.
    fn numbers(&mut self, least: usize, most: usize, what: &str) -> Read<Vec<f64>> {
        let bracket = self.eat('(');
        let mut numbers = Vec::new();
        while let Some((_, _, Token::Number(number))) = self.tokens.get(self.at) {
            numbers.push(*number);
            self.at += 1;
            self.eat(',');
        }
        if bracket {
            self.sign(')', "the bracket about the numbers is closed")?;
        }
        if !(least..=most).contains(&numbers.len()) {
            let given =
                if numbers.len() == 1 { "1 number is".to_owned() } else { format!("{} numbers are", numbers.len()) };
            return Err(self.wrong(&format!("{given} given; expected {what}")));
        }
        Ok(numbers)
    }

    fn word(&self) -> Option<String> {
        match self.tokens.get(self.at) {
            Some((_, _, Token::Word(word))) => Some(word.clone()),
            _ => None,
        }
    }

    fn name(&mut self, what: &str) -> Read<String> {
        match self.word() {
            Some(word) => {
                self.at += 1;
                Ok(word)
            }
            None => Err(self.wrong(what)),
        }
    }

    fn eat(&mut self, sign: char) -> bool {
        let there = matches!(self.tokens.get(self.at), Some((_, _, Token::Sign(other))) if *other == sign);
        self.at += usize::from(there);
        there
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let there = self.word().is_some_and(|other| other == word);
        self.at += usize::from(there);
        there
    }

    fn sign(&mut self, sign: char, what: &str) -> Read<()> {
        if self.eat(sign) { Ok(()) } else { Err(self.wrong(what)) }
    }

    fn ended(&self, recipe: Recipe) -> Read<Recipe> {
        if self.at < self.tokens.len() { Err(self.wrong("the recipe is over before this")) } else { Ok(recipe) }
    }

    /// The problem, at the token that is next, or at the end.
    fn wrong(&self, message: &str) -> Box<Diagnostic> {
        let (from, until) = match self.tokens.get(self.at) {
            Some((from, until, _)) => (self.start + from, self.start + until),
            None => (self.end, self.end),
        };
        let hint = "such as `GDP = direct 400 550 900`, `RICH = calibrate(GDP, linear 400 550 900)`, `RANK = cut(GDP, 550, 900)`";
        let problem = Diagnostic::error("sets::recipe", message.to_owned());
        Box::new(problem.at(Span::new(self.file, from, until), "").hint(hint))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Recipe>, Vec<Diagnostic>> {
        recipes(&mut Files::new(), "--calibrate", &[text.to_owned()])
    }

    /// What is written is read as it was.
    #[test]
    fn every_form_is_read_and_written() {
        for (text, written) in [
            ("GDP=logistic(400,550,900)", "GDP = calibrate(GDP, direct 400 550 900)"),
            ("GDP = direct 400 550 900 at 0.9", "GDP = calibrate(GDP, direct 400 550 900 at 0.9)"),
            ("RICH = calibrate(GDP, linear 900, 550, 400)", "RICH = calibrate(GDP, linear 900 550 400)"),
            ("A = power(1 2 3 2 0.5)", "A = calibrate(A, power 1 2 3 2 0.5)"),
            ("A = bell 1 2 3 4 5 6", "A = calibrate(A, bell 1 2 3 4 5 6)"),
            ("A = inverse-bell 1 2 3 4 5 6 2 2", "A = calibrate(A, inverse-bell 1 2 3 4 5 6 2 2)"),
            ("A = ecdf -1.5 0 +2e1", "A = calibrate(A, ecdf -1.5 0 20)"),
            ("A = relative", "A = calibrate(A, relative)"),
            ("A = calibrate(B, relative 0)", "A = calibrate(B, relative 0)"),
            ("A = calibrate(B, indirect GRADE)", "A = calibrate(B, indirect GRADE)"),
            ("A = indirect(GRADE, polynomial)", "A = calibrate(A, indirect GRADE polynomial)"),
            ("A = indirect(GRADE, polynomial, beta)", "A = calibrate(A, indirect GRADE polynomial beta)"),
            ("A = indirect GRADE beta", "A = calibrate(A, indirect GRADE beta)"),
            ("A = crisp 550", "A = calibrate(A, crisp 550)"),
            ("R = cut(A, 1, 2)", "R = cut(A, 1, 2)"),
            ("`per cent` = cut 1 2 # shares", "`per cent` = cut(`per cent`, 1, 2)"),
        ] {
            let found = read(text).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].write(), written);
            assert_eq!(read(written).as_ref(), Ok(&found), "{written}");
        }
        let several = read("# both\nA = crisp 1; B = crisp 2\n\nC = cut(B, 3, 4)\n").expect("three");
        assert_eq!(several.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["A", "B", "C"]);
    }

    #[test]
    fn every_mistake_is_said_at_its_place() {
        let text = "A = drect 1 2 3; B = direct 1 2; C direct 1 2 3; D = calibrate(X, linear 1 2 3; E = crisp 1 2; 5 = crisp 1";
        let problems = read(text).expect_err("six mistakes");
        let at = |word: &str| text.find(word).expect("it is there") as u32;
        assert_eq!(problems.len(), 6);
        assert_eq!(problems[0].hint.as_deref(), Some("did you mean `direct`?"));
        assert_eq!(problems[0].labels[0].span.start, at("drect"));
        assert_eq!(problems[2].labels[0].span.start, at("C direct") + 2);
        for odd in [
            "A",
            "A =",
            "= 1",
            "A = calibrate(",
            "A = bell 1 2 3 4 5 6 7",
            "A = indirect",
            "`A = crisp 1",
            "A = crisp nan",
        ] {
            assert!(read(odd).is_err(), "{odd}");
        }
        assert_eq!(read(" ; # nothing"), Ok(Vec::new()));
    }
}
