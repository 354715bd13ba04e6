using Serverless.LocalHost.Http;
using Serverless.LocalHost.Http.Keys;

namespace Serverless.LocalHost.Tests.Http;

public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7071", "http://127.0.0.1:7071")]
    [InlineData("http://0.0.0.0:7071", "http://127.0.0.1:7071")]
    [InlineData("http://[::]:7071", "http://127.0.0.1:7071")]
    public void GetUrl_OfAnAddress_IsOneThatLinksCanName(string listen, string expected)
    {
        var keys = new HostKeys("m", new Dictionary<string, string>(), new Dictionary<string, string> { [HostKeys.DurableTask] = "a&b" });

        new WebhookAddress(new Uri(listen), keys).GetUrl(null!).AbsoluteUri
            .ShouldBe($"{expected}/runtime/webhooks/durabletask?code=a%26b");
    }
}
