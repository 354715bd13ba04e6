using Serverless.Cli.Local.Platform;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Local.Platform;

public sealed class ReadFunctionsTests
{
    [Fact]
    public void Of_AnApp_AreThoseThatAnswerToGetAloneButTheOneThatTellsOfWriting()
    {
        using var app = new TemporaryFolder();
        File.WriteAllText(Path.Combine(app.Path, "functions.metadata"), """
            [
              { "name": "GetSearch", "bindings": [{ "type": "httpTrigger", "methods": ["get"] }, { "type": "http" }] },
              { "name": "PostSearch", "bindings": [{ "type": "httpTrigger", "methods": ["post"] }] },
              { "name": "Both", "bindings": [{ "type": "httpTrigger", "methods": ["get", "post"] }] },
              { "name": "Any", "bindings": [{ "type": "httpTrigger" }] },
              { "name": "GetAccess", "bindings": [{ "type": "httpTrigger", "methods": ["get"] }] },
              { "name": "Purge", "bindings": [{ "type": "timerTrigger" }] }
            ]
            """);

        ReadFunctions.Of(app.Path).ShouldBe(["GetSearch"]);
    }
}
