package io.lingchuang.platform.web;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** A form is a record: what stands in its constructor is read, and nothing else. Names bent into paths (from.year, days[7]) reach nothing. */
@ControllerAdvice
class FormBinding {

    @InitBinder
    void onlyTheRecord(WebDataBinder binder) {
        binder.setDeclarativeBinding(true);
    }
}
