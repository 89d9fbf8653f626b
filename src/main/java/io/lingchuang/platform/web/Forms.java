package io.lingchuang.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * The one way a form is handed in: errors of its fields, or the rule that refuses it, are shown beside what was typed (422);
 * otherwise the action is done and its address followed (303).
 */
@Component
public class Forms {

    private final MessageSource messages;

    Forms(MessageSource messages) {
        this.messages = messages;
    }

    /**
     * @param action does it and returns the address to go to
     * @param again puts into the model what the form's page needs and returns its template; the form itself is in the model already
     */
    public String submit(BindingResult errors, Model model, Supplier<String> action, Supplier<String> again) {
        Form form = Form.typed(request().getParameterMap());
        for (FieldError error : errors.getFieldErrors()) {
            form.reject(error.getField(), messages.getMessage(error, RequestContextUtils.getLocale(request())));
        }
        return submit(form, model, action, again);
    }

    /** The same for a form whose fields are data, checked by its own part before. */
    public String submit(Form form, Model model, Supplier<String> action, Supplier<String> again) {
        if (form.ok()) {
            try {
                return "redirect:" + action.get();
            } catch (Stale stale) {
                throw stale;
            } catch (Refusal refusal) {
                form.reject(refusal.field(), text(refusal));
            }
        }
        return refused(form, model, again);
    }

    /**
     * Says that what follows is done part by part, each in a transaction of its own, and that a part which is done is not done again.
     * Only the answer then ends the form: pressed again after a kill between the parts it goes on, where else it would be done already.
     */
    public void partByPart() {
        request().removeAttribute(Once.CLAIMED);
    }

    /** Shows the form again with its errors. */
    public String refused(Form form, Model model, Supplier<String> again) {
        model.addAttribute("form", form);
        ServletRequestAttributes attributes =
                (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        HttpServletResponse response = attributes.getResponse();
        if (response != null) {
            response.setStatus(422);
        }
        return again.get();
    }

    public Form typed() {
        return Form.typed(request().getParameterMap());
    }

    public String text(Refusal refusal) {
        return text(refusal.key(), refusal.args());
    }

    public String text(String key, Object... args) {
        return messages.getMessage(key, args, RequestContextUtils.getLocale(request()));
    }

    /** Says on the next page what was done. */
    public void flash(String key, Object... args) {
        Pages.flash(request(), text(key, args));
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }
}
