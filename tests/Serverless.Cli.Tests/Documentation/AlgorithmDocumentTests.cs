using Serverless.Algorithms.Options;
using Serverless.Testing.Documents;

namespace Serverless.Cli.Tests.Documentation;

/// <summary>The document of algorithms lists every algorithm and every option.</summary>
public sealed class AlgorithmDocumentTests
{
    [Fact]
    public void Rows_OfTheDocument_AreTheAlgorithmsAndTheirOptions()
    {
        var rows = MarkdownDocument.All.Single(document => document.Path == "docs/algorithms.md").Prose
            .Where(line => line.Text.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Text.Split('`')[1]);

        rows.Distinct().ShouldBe(
            AlgorithmList.Entries.SelectMany(entry => entry.Options.Select(option => option.Name).Append(entry.Name)).Distinct(), ignoreOrder: true);
    }
}
