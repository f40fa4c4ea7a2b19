package org.einthoven.cli.analyze;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.einthoven.document.PdfRenderer;
import org.einthoven.document.ReadingPage;
import org.einthoven.ecg.drawing.Drawing;
import org.einthoven.ecg.drawing.PageLayout;
import org.einthoven.ecg.drawing.PageSettings;
import org.einthoven.ecg.drawing.PaperScale;
import org.einthoven.ecg.drawing.SvgRenderer;
import org.jspecify.annotations.Nullable;

/**
 * Writes readings as pages. The first ECG of {@code FILE} becomes {@code FILE.pdf}, further ones of
 * the same name {@code FILE-2.pdf} and so on: no page of a run takes the place of another.
 */
final class Pictures {

  private final @Nullable Path folder;
  private final boolean pdf;
  private final boolean svg;
  private final PageSettings settings;
  private final Set<Path> written = new HashSet<>();

  /**
   * @param folder where they go, null for beside each file
   * @param pdf whether to write PDF
   * @param svg whether to write SVG
   * @param layout how the leads stand
   */
  Pictures(@Nullable Path folder, boolean pdf, boolean svg, PageLayout layout) {
    this.folder = folder;
    this.pdf = pdf;
    this.svg = svg;
    this.settings = new PageSettings(PaperScale.STANDARD, layout, 0, List.of());
  }

  /** Draws the ECGs of a file that were read. */
  void draw(String file, List<FileReading> readings) throws IOException {
    if (!pdf && !svg) {
      return;
    }
    for (FileReading reading : readings) {
      if (reading instanceof FileReading.Read read) {
        Drawing page = ReadingPage.draw(read.recording(), read.reading(), settings);
        Path stem = stem(Path.of(file));
        if (pdf) {
          Files.write(withEnding(stem, ".pdf"), PdfRenderer.render(page));
        }
        if (svg) {
          Files.writeString(withEnding(stem, ".svg"), SvgRenderer.render(page));
        }
      }
    }
  }

  private Path stem(Path file) throws IOException {
    Path first = file;
    if (folder != null) {
      Files.createDirectories(folder);
      Path name = file.getFileName();
      first = folder.resolve(name == null ? "ecg" : name.toString());
    }
    Path stem = first;
    for (int number = 2; !written.add(stem.toAbsolutePath().normalize()); number++) {
      stem = withEnding(first, "-" + number);
    }
    return stem;
  }

  private static Path withEnding(Path path, String ending) {
    return path.resolveSibling(path.getFileName() + ending);
  }
}
