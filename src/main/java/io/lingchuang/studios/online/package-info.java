/** The online studio 网上工作室: questions and answers, articles, who follows it, and what is held back. */
@NullMarked
@NamedInterface("online")
package io.lingchuang.studios.online;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
