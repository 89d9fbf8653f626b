package io.lingchuang.platform.messages;

import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

@Controller
class MessagePages {

    private final Messages messages;

    MessagePages(Messages messages) {
        this.messages = messages;
    }

    @SignedIn
    @GetMapping("/messages")
    String latest(Viewer viewer, Model model) {
        model.addAttribute("messages", messages.latest(viewer.accountId(), 100));
        return "messages/list";
    }

    /** Opens what a message is about and marks it read. */
    @SignedIn
    @PostMapping("/messages/{id}")
    String open(@PathVariable long id, Viewer viewer) {
        messages.read(viewer.accountId(), id);
        return messages.latest(viewer.accountId(), 100).stream()
                .filter(m -> m.id() == id
                        && m.link() != null
                        && m.link().startsWith("/")
                        && !m.link().startsWith("//"))
                .findFirst()
                .map(m -> "redirect:" + m.link())
                .orElse("redirect:/messages");
    }

    @SignedIn
    @PostMapping("/messages/read")
    String readAll(Viewer viewer) {
        messages.readAll(viewer.accountId());
        return "redirect:/messages";
    }
}
