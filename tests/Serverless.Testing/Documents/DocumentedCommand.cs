namespace Serverless.Testing.Documents;

/// <summary>A command line of the entry script that a document shows in a block of shell.</summary>
/// <param name="Place">The place of the block: path and line.</param>
/// <param name="Words">The words after the name of the script.</param>
public sealed record DocumentedCommand(string Place, IReadOnlyList<string> Words)
{
    /// <value>Those of all documents.</value>
    public static IReadOnlyList<DocumentedCommand> All { get; } =
    [
        .. from document in MarkdownDocument.All
           from block in document.Blocks
           where block.IsShell
           from command in ShellCommand.ReadAll(block.Text)
           where command.Words[0] is "./serverless" or "serverless"
           select new DocumentedCommand(block.Place, [.. command.Words.Skip(1)]),
    ];

    /// <summary>Those that begin with some words, without these.</summary>
    public static IEnumerable<DocumentedCommand> After(params string[] words) =>
        All.Where(command => command.StartsWith(words)).Select(command => command with { Words = [.. command.Words.Skip(words.Length)] });

    public bool StartsWith(params string[] words) => Words.Take(words.Length).SequenceEqual(words);

    public override string ToString() => $"{Place}: {string.Join(' ', Words)}";
}
