using System.CommandLine;
using System.Text.RegularExpressions;
using Serverless.Cli.Commands;
using Serverless.Testing.Documents;

namespace Serverless.Cli.Tests.Documentation;

/// <summary>Documents show only commands that exist. Commands of the worker and the benchmark are parsed by their own tests.</summary>
public sealed partial class DocumentedCommandTests
{
    /// <summary>What blocks that are not marked <c>bash azure</c> may call: what set-up installs or every machine has.</summary>
    static readonly string[] Programs = ["./serverless", "serverless", "cd", "curl", "dotnet", "export", "node", "printf", "python3"];

    static readonly string[][] OtherPrograms = [["worker"], ["device", "measure"], ["bench"], ["surrogate", "evaluate"]];

    static readonly Command Root = RootCommandFactory.Create(new CliConsole { Out = TextWriter.Null, Error = TextWriter.Null });

    [Fact]
    public void Commands_OfTheClient_Parse()
    {
        var commands = DocumentedCommand.All.Where(command => !IsOfTheScript(command) && !OtherPrograms.Any(command.StartsWith)).ToList();

        var faults = commands.SelectMany(command => Parse(command.Words).Errors.Select(error => $"{command}: {error.Message}"));

        commands.Count.ShouldBeGreaterThan(20);
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Commands_OfTheEntryScript_AreInItsHelpAndNameWhatExists()
    {
        var help = File.ReadAllText(Path.Combine(Repository.LocalScripts, "help.txt"));
        var commands = DocumentedCommand.All.Where(IsOfTheScript).ToList();

        commands.ShouldAllBe(command => command.Words[0] == "help" || help.Contains($"\n  {command.Words[0]} ", StringComparison.Ordinal));
        commands.ShouldAllBe(command => command.Words[0] == "test" || command.Words.Skip(1).All(word => word == "--again"));
        commands.Where(command => command.StartsWith("test")).SelectMany(command => command.Words.Skip(1))
            .ShouldAllBe(project => Directory.Exists(Path.Combine(Repository.Root, "tests", project)));
    }

    [Fact]
    public void Commands_InSentences_AreKnownWithTheirOptions()
    {
        var spans = MarkdownDocument.All.SelectMany(document => document.Prose.SelectMany(line => Spans().Matches(line.Text)
            .Select(match => new DocumentedCommand($"{document.Path}:{line.Number}", ShellCommand.ReadAll(match.Groups[1].Value)[0].Words))));

        var unknown = spans.Where(command => command.Words.Count > 0 && !IsOfTheScript(command) && !OtherPrograms.Any(command.StartsWith))
            .Where(command => Parse(command.Words) is { UnmatchedTokens.Count: > 0 } or { CommandResult.Command.Name: "serverless" });

        unknown.ShouldBeEmpty();
    }

    [Fact]
    public void Blocks_ThatNeedAzure_AreMarked()
    {
        var unmarked =
            from document in MarkdownDocument.All
            from block in document.Blocks
            where block.IsShell && !block.NeedsAzure
            from command in ShellCommand.ReadAll(block.Text)
            where !Programs.Contains(command.Words[0]) || (command.Words is ["dotnet", "publish", ..])
            select $"{block.Place}: {string.Join(' ', command.Words)}";

        unmarked.ShouldBeEmpty();
    }

    static bool IsOfTheScript(DocumentedCommand command) => command.Words[0] is "setup" or "build" or "test" or "help";

    static ParseResult Parse(IReadOnlyList<string> words) => Root.Parse([.. words], new ParserConfiguration { ResponseFileTokenReplacer = null });

    [GeneratedRegex(@"`(?:\./)?serverless ([^`]+)`")]
    private static partial Regex Spans();
}
