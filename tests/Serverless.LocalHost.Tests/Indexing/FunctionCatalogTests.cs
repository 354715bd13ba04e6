using Serverless.LocalHost.Http.Keys;
using Serverless.LocalHost.Indexing;
using Serverless.LocalHost.Tests.Configuration;

namespace Serverless.LocalHost.Tests.Indexing;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void CheckKeys_OfAFunctionThatThereIsNot_NamesTheSettingAndNoKey()
    {
        var keys = new HostKeys("master", new Dictionary<string, string>(), new Dictionary<string, string>(), [new FunctionKey("read", "very secret", ["Gett"])]);

        var refusal = Should.Throw<StartException>(() => FunctionCatalog.Read([], Settings.Of()).CheckKeys(keys));

        refusal.Message.ShouldBe("LocalHost__FunctionKeys__read__Functions names Gett, but the app has no such function.");
    }
}
