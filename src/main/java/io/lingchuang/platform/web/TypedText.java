package io.lingchuang.platform.web;

import java.beans.PropertyEditorSupport;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Text as people mean it: control characters that come along with something pasted are no text, and no database keeps a zero byte. */
@ControllerAdvice
class TypedText {

    @InitBinder
    void clean(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(String typed) {
                setValue(clean(typed));
            }
        });
    }

    static String clean(String typed) {
        return typed.replaceAll("[\\p{Cntrl}&&[^\r\n\t]]", "");
    }
}
