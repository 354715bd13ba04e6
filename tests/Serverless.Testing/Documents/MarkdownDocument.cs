namespace Serverless.Testing.Documents;

/// <summary>A Markdown file of the repository.</summary>
/// <param name="Path">The path from the root of the repository, with slashes.</param>
/// <param name="Lines">The lines of the file.</param>
public sealed record MarkdownDocument(string Path, IReadOnlyList<string> Lines)
{
    const string Fence = "```";

    /// <summary>All of them but those of packages and build outputs, in ordinal order of their paths.</summary>
    public static IReadOnlyList<MarkdownDocument> All { get; } =
        [.. Files(RepositoryPaths.Root).Select(Read).OrderBy(document => document.Path, StringComparer.Ordinal)];

    public IReadOnlyList<CodeBlock> Blocks => [.. Parts().Where(part => part.Block is not null).Select(part => part.Block!)];

    /// <value>The lines outside blocks of code, each with its number from 1.</value>
    public IReadOnlyList<(int Number, string Text)> Prose => [.. Parts().Where(part => part.Block is null).Select(part => (part.Number, part.Text))];

    IEnumerable<(int Number, string Text, CodeBlock? Block)> Parts()
    {
        for (var index = 0; index < Lines.Count; index++)
        {
            if (!Lines[index].StartsWith(Fence, StringComparison.Ordinal))
            {
                yield return (index + 1, Lines[index], null);
                continue;
            }

            var first = index + 1;
            var content = Lines.Skip(first).TakeWhile(line => !line.StartsWith(Fence, StringComparison.Ordinal)).ToList();
            yield return (first, "", new CodeBlock(Path, first + 1, Lines[index][Fence.Length..].Trim(), string.Join('\n', content)));
            index += content.Count + 1;
        }
    }

    static MarkdownDocument Read(string file) =>
        new(System.IO.Path.GetRelativePath(RepositoryPaths.Root, file).Replace('\\', '/'), File.ReadAllLines(file));

    static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.md").Concat(
        Directory.EnumerateDirectories(folder).Where(IsOurs).SelectMany(Files));

    static bool IsOurs(string folder) =>
        System.IO.Path.GetFileName(folder) is var name && name is not ("artifacts" or "node_modules" or "publish") && name[0] != '.';
}

/// <summary>A fenced block of code in a document.</summary>
/// <param name="Document">The path of the document.</param>
/// <param name="Line">The number of its first line of code, from 1.</param>
/// <param name="Info">The text after the opening fence: the language, and a mark such as <c>azure</c>.</param>
/// <param name="Text">The code.</param>
public sealed record CodeBlock(string Document, int Line, string Info, string Text)
{
    public string Place => $"{Document}:{Line}";

    public bool IsShell => Info.Split(' ')[0] is "sh" or "bash" or "console";

    /// <value>Whether its commands need Azure or what installs it there, so that no test runs them.</value>
    public bool NeedsAzure => Info.Split(' ').Contains("azure");
}
