namespace Serverless.Presentation.Pages;

/// <summary>The frame of an HTML page that loads no external resources and runs no script.</summary>
public static class HtmlPage
{
    /// <summary>Returns everything up to the page's own content.</summary>
    /// <param name="title">The title in the browser.</param>
    /// <param name="heading">The heading on the page.</param>
    /// <param name="styles">Rules in addition to <see cref="ReportStyle.Sheet"/>; a constant of the program.</param>
    public static Markup Open(string title, string heading, string styles = "") => new Markup()
        .Add($"<!DOCTYPE html>")
        .Add($"<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
        .Add($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .Add($"<title>{title}</title>")
        .Add($"<style>{new Markup().AddRaw(ReportStyle.Sheet)}{new Markup().AddRaw(styles)}</style></head><body><main>")
        .Add($"<h1>{heading}</h1>");

    /// <summary>Ends the page.</summary>
    /// <param name="page">The page begun by <see cref="Open"/>.</param>
    /// <param name="footer">The last line of the page.</param>
    public static string Close(Markup page, string footer) => page.Add($"</main><footer>{footer}</footer></body></html>").ToString();
}
