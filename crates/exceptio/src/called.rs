//! The actor that a person means on the command line.

use crate::study::Study;
use spells::ActorId;
use text::Diagnostic;

impl Study {
    /// The actor of an id. Errs with `code` where there is none; the hint says which id a name or a code stands for, which id is
    /// near, or which there are.
    pub(crate) fn actor_called(&self, word: &str, code: &'static str) -> Result<ActorId, Box<Diagnostic>> {
        self.history.find_actor(word).ok_or_else(|| {
            let near = self.base.actor_hint(word);
            let hint = near.unwrap_or_else(|| {
                let ids: Vec<&str> = self.history.actors().iter().map(|actor| actor.id.as_str()).collect();
                format!("the study has: {}", ids.join(", "))
            });
            Box::new(Diagnostic::error(code, format!("no actor is called `{word}`")).hint(hint))
        })
    }
}
