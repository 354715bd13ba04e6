using System.Text;
using System.Text.Json.Nodes;
using Serverless.Testing.Documents;

namespace Serverless.Cli.Tests.Documentation;

/// <summary>Requests in documents are valid, whole ones and single fields.</summary>
public sealed class DocumentedRequestTests
{
    [Fact]
    public async Task Requests_InDocuments_AreValid()
    {
        var requests = MarkdownDocument.All.SelectMany(document => document.Blocks)
            .Where(block => block.Info == "json" && RequestOf(block) is not null).ToList();
        var faults = new List<string>();
        foreach (var block in requests)
        {
            var text = Encoding.UTF8.GetBytes(RequestOf(block)!.ToJsonString());
            var run = await CliRun.InAsync(["validate", "-"], console => console with { In = new MemoryStream(text) });
            if (run.ExitCode != ExitCodes.Done)
            {
                faults.Add($"{block.Place}: {run.Error}");
            }
        }

        requests.Count.ShouldBeGreaterThan(3);
        faults.ShouldBeEmpty();
    }

    // A field alone is put into an example, in which nothing that depends on it is left.
    static JsonObject? RequestOf(CodeBlock block)
    {
        var isField = block.Text.StartsWith('"');
        var json = JsonNode.Parse(isField ? $"{{{block.Text}}}" : block.Text)!.AsObject();
        if (!isField)
        {
            return json.ContainsKey("objectives") ? json : null;
        }

        var request = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "examples", "nasbench201-small.json")))!.AsObject();
        request.Remove("training");
        request.Remove("promotion");
        foreach (var (name, value) in json)
        {
            request[name] = value?.DeepClone();
        }

        return request;
    }
}
