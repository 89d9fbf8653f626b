package io.lingchuang.platform.web;

import io.lingchuang.platform.database.Outage;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Every error as a page that says in the user's words what happened and what to do. Nothing of the inside shows. */
@ControllerAdvice
@Controller
class ErrorPages implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

    @ExceptionHandler(Refusal.class)
    ModelAndView refused(Refusal refusal) {
        return page(HttpStatus.CONFLICT, refusal.key(), refusal.args());
    }

    @ExceptionHandler(TooOften.class)
    ModelAndView tooOften(TooOften refused, HttpServletResponse response) {
        response.setHeader("Retry-After", String.valueOf(refused.minutes() * 60));
        return page(HttpStatus.TOO_MANY_REQUESTS, "error.tooOften", refused.minutes());
    }

    @ExceptionHandler({
        NotFound.class,
        NoResourceFoundException.class,
        org.springframework.web.servlet.NoHandlerFoundException.class
    })
    ModelAndView notFound() {
        return page(HttpStatus.NOT_FOUND, "error.notFound");
    }

    @ExceptionHandler({
        MethodArgumentTypeMismatchException.class,
        ServletRequestBindingException.class,
        BindException.class,
        HttpMessageNotReadableException.class,
        org.apache.tomcat.util.http.InvalidParameterException.class, // not UTF-8
        MultipartException.class, // a form for files that came without any, or broken off
        org.springframework.web.multipart.support.MissingServletRequestPartException.class
    })
    ModelAndView badAddress() {
        return page(HttpStatus.BAD_REQUEST, "error.badRequest");
    }

    @ExceptionHandler({MaxUploadSizeExceededException.class})
    ModelAndView tooLarge() {
        return page(HttpStatus.CONTENT_TOO_LARGE, "error.tooLarge");
    }

    @ExceptionHandler(OptimisticLockingFailureException.class)
    ModelAndView stale() {
        return page(HttpStatus.CONFLICT, "error.stale");
    }

    @ExceptionHandler(org.springframework.web.HttpRequestMethodNotSupportedException.class)
    ModelAndView wrongMethod() {
        return page(HttpStatus.METHOD_NOT_ALLOWED, "error.badRequest");
    }

    @ExceptionHandler(Exception.class)
    ModelAndView fault(Exception fault, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (fault instanceof org.springframework.security.access.AccessDeniedException
                || fault instanceof org.springframework.security.core.AuthenticationException) {
            throw fault;
        }
        if (response.isCommitted()) {
            throw brokenOff(fault, request);
        }
        response.resetBuffer(); // what was begun of a file, and its name
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, null);
        if (fault instanceof ErrorResponse answer && answer.getStatusCode().is4xxClientError()) {
            return page(
                    HttpStatus.valueOf(answer.getStatusCode().value()),
                    "error.badRequest"); // what Spring itself refuses
        }
        if (Outage.is(fault)) {
            return outage(fault, request, response);
        }
        String refused = sqlState(fault);
        if (refused.startsWith("LC")
                || refused.startsWith("23")) { // a trigger or a constraint: somebody else was faster
            log.warn("The database refused {} {}", request.getMethod(), request.getRequestURI(), fault);
            return page(HttpStatus.CONFLICT, "error.stale");
        }
        if (refused.startsWith("22")) { // no text or number at all, such as one with a zero byte: no browser sends that
            log.warn(
                    "The database cannot read what came with {} {}",
                    request.getMethod(),
                    request.getRequestURI(),
                    fault);
            return page(HttpStatus.BAD_REQUEST, "error.badRequest");
        }
        log.error("Fault at {} {}", request.getMethod(), request.getRequestURI(), fault);
        return page(HttpStatus.INTERNAL_SERVER_ERROR, "error.fault");
    }

    /** A file of which a part is sent can only be broken off: the container closes the connection when it hears of the fault. */
    private static Exception brokenOff(Exception fault, HttpServletRequest request) {
        for (Throwable t = fault; t != null; t = t.getCause()) {
            if (t instanceof ClientAbortException gone) {
                return gone; // nobody waits for it any more
            }
        }
        log.error("Broken off: {} {}", request.getMethod(), request.getRequestURI(), fault);
        return new ServletException(fault);
    }

    @Everyone
    @RequestMapping("/error")
    ModelAndView other(HttpServletRequest request, HttpServletResponse response) {
        int status = response.getStatus();
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception fault && Outage.is(fault)) {
            return outage(fault, request, response); // in a filter, before any page
        }
        return switch (status) {
            case 200 -> page(HttpStatus.NOT_FOUND, "error.notFound"); // somebody typed this very address
            case 403 -> // the sign-in has run out, or the page stood open too long
                page(HttpStatus.FORBIDDEN, "error.forbidden").addObject("again", Addresses.cameFrom(request, "/desk"));
            case 404 -> page(HttpStatus.NOT_FOUND, "error.notFound");
            case 413 -> page(HttpStatus.CONTENT_TOO_LARGE, "error.tooLarge");
            default ->
                page(
                        status >= 400 && status < 500 ? HttpStatus.valueOf(status) : HttpStatus.INTERNAL_SERVER_ERROR,
                        status < 500 ? "error.badRequest" : "error.fault");
        };
    }

    /** The database is away for a moment. keep.js holds what was typed until the form is opened again. */
    private static ModelAndView outage(Exception fault, HttpServletRequest request, HttpServletResponse response) {
        log.warn("No database for {} {}: {}", request.getMethod(), request.getRequestURI(), fault.toString());
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        return page(HttpStatus.SERVICE_UNAVAILABLE, "error.outage");
    }

    /** Why the database said no, or "" if it was not the database. */
    private static String sqlState(@Nullable Throwable fault) {
        for (Throwable t = fault; t != null; t = t.getCause()) {
            if (t instanceof java.sql.SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    static ModelAndView page(HttpStatus status, String key, Object... args) {
        var view = new ModelAndView("layout/error");
        view.setStatus(status);
        view.addObject("status", status.value());
        view.addObject("messageKey", key);
        view.addObject("args", args);
        return view;
    }
}
