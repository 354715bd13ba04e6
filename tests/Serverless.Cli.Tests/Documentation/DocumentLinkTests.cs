using System.Text.RegularExpressions;
using Serverless.Testing.Documents;

namespace Serverless.Cli.Tests.Documentation;

/// <summary>Links in documents, and the files that they name, exist.</summary>
public sealed partial class DocumentLinkTests
{
    [Fact]
    public void Links_WithinTheRepository_LeadToFilesAndHeadings()
    {
        var links = MarkdownDocument.All.SelectMany(document => document.Prose.SelectMany(line => Links().Matches(Spans().Replace(line.Text, ""))
            .Select(match => (Document: document, line.Number, Target: match.Groups[1].Value)))).Where(link => !Scheme().IsMatch(link.Target)).ToList();

        var broken = links.Where(link => !Exists(link.Document, link.Target)).Select(link => $"{link.Document.Path}:{link.Number}: {link.Target}");

        links.Count.ShouldBeGreaterThan(20);
        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Examples_ThatAreNamed_Exist()
    {
        var missing = MarkdownDocument.All.SelectMany(document => document.Lines
            .SelectMany(line => Examples().Matches(line).Select(match => match.Value))
            .Where(example => !File.Exists(Path.Combine(Repository.Root, example)))
            .Select(example => $"{document.Path}: {example}"));

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Files_NamedInContributing_Exist()
    {
        var sources = ((string[])["functions", "src"])
            .SelectMany(room => Directory.EnumerateFiles(Path.Combine(Repository.Root, room), "*.cs", SearchOption.AllDirectories))
            .Select(Path.GetFileName).ToHashSet();
        var files = MarkdownDocument.All.Single(document => document.Path == "CONTRIBUTING.md").Prose
            .SelectMany(line => Files().Matches(line.Text).Select(match => match.Groups[1].Value)).ToList();

        files.Count.ShouldBeGreaterThan(20);
        files.Where(file => !Path.Exists(Path.Combine(Repository.Root, file)) && !sources.Contains(file)).ShouldBeEmpty();
    }

    [Fact]
    public void Documents_ThatEverybodyReads_AreShort()
    {
        new FileInfo(Path.Combine(Repository.Root, "README.md")).Length.ShouldBeLessThanOrEqualTo(8_000);
        MarkdownDocument.All.Single(document => document.Path == "CONTRIBUTING.md").Lines.Count.ShouldBeLessThanOrEqualTo(100);
    }

    static bool Exists(MarkdownDocument document, string target)
    {
        var parts = target.Split('#');
        var path = parts[0].Length == 0
            ? document.Path
            : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(document.Path)!, parts[0])));
        return Path.Exists(Path.Combine(Repository.Root, path))
            && (parts.Length == 1 || MarkdownDocument.All.Single(other => other.Path == path).Prose.Any(line => Anchor(line.Text) == parts[1]));
    }

    // As GitHub makes them of headings.
    static string? Anchor(string line) => line.StartsWith('#')
        ? NotInAnchors().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-')
        : null;

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex("`[^`]*`(?![^\\[]*\\]\\()")]
    private static partial Regex Spans();

    [GeneratedRegex(@"`((?:src|functions|tests|infra|docs|examples)/[\w./-]+|\w+\.cs)`")]
    private static partial Regex Files();

    [GeneratedRegex("^[a-z]+:")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"examples/[\w-]+\.(?:json|mjs|npz)")]
    private static partial Regex Examples();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
