using System.Text.Json.Nodes;
using Serverless.LocalHost.Configuration;

namespace Serverless.LocalHost.Tests.Configuration;

public sealed class FlattenedJsonTests
{
    [Fact]
    public void Of_NestedJson_GivesAPathAndATextPerValue() =>
        FlattenedJson.Of(JsonNode.Parse("""{"a":{"b":true,"n":null},"list":[1,"two",{"c":2.5}]}""")!, "root").ShouldBe(
        [
            new("root:a:b", "true"),
            new("root:list:0", "1"),
            new("root:list:1", "two"),
            new("root:list:2:c", "2.5"),
        ]);
}
