using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class FunctionDiscoveryTests
{
    [Fact]
    public void Discover_PublicMethods_AreFoundInTheOrderOfTheirNames()
        => Discover(typeof(Good)).All.Select(function => function.Name).ShouldBe(["alpha", "Beta", "gamma"]);

    [Fact]
    public void Find_IgnoresCaseAndKeepsToTheKind()
    {
        var catalog = Discover(typeof(Good));

        catalog.Find("BETA", TriggerKind.Timer)!.Name.ShouldBe("Beta");
        catalog.Find("Beta", TriggerKind.Queue).ShouldBeNull();
    }

    [Fact]
    public void Discover_Disabled_IsListedAndNotFound()
    {
        var catalog = Discover(typeof(Good), ("AzureWebJobs.beta.Disabled", "1"));

        catalog.All.Count.ShouldBe(3);
        catalog.Find("Beta", TriggerKind.Timer).ShouldBeNull();
    }

    [Fact]
    public void Discover_Definition_NamesBindings()
    {
        var definition = Discover(typeof(Good)).Find("gamma", TriggerKind.Queue)!.Definition;

        definition.EntryPoint.ShouldEndWith("FunctionDiscoveryTests+Good.Third");
        definition.Parameters.Select(parameter => parameter.Name).ShouldBe(["body", "dequeueCount", "cancellation"]);
        definition.InputBindings["body"].Type.ShouldBe("queueTrigger");
        definition.OutputBindings["$return"].Type.ShouldBe("queue");
    }

    [Fact]
    public void Discover_Faults_AreAllNamedAtOnce()
    {
        var message = Should.Throw<InvalidOperationException>(() => Discover(typeof(Bad))).Message;

        message.ShouldContain("'1st' is not a valid function name.");
        message.ShouldContain("'host' is not a valid function name.");
        message.ShouldContain("Found duplicate FunctionMetadata with the name 'TWICE'.");
        message.ShouldContain("The function 'None' is in error: No trigger attribute on any parameter.");
        message.ShouldContain("The function 'Two' is in error: More than one trigger attribute.");
    }

    static FunctionCatalog Discover(Type type, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        return FunctionDiscovery.Discover([type], configuration, new HostSettings(configuration));
    }

    public sealed class Good
    {
        [Function("gamma")]
        [QueueOutput("out")]
        public static string Third([QueueTrigger("q")] string body, int dequeueCount, CancellationToken cancellation)
            => $"{body}{dequeueCount}{cancellation.CanBeCanceled}";

        [Function("Beta")]
        public static Task SecondAsync([TimerTrigger("* * * * *")] TimerInfo timer) => Task.FromResult(timer);

        [Function("alpha")]
        public static void First([HttpTrigger] Microsoft.AspNetCore.Http.HttpRequest request) => ArgumentNullException.ThrowIfNull(request);
    }

    public static class Bad
    {
        [Function("1st")]
        public static void Digit([QueueTrigger("q")] string body) => ArgumentNullException.ThrowIfNull(body);

        [Function("host")]
        public static void Reserved([QueueTrigger("q")] string body) => ArgumentNullException.ThrowIfNull(body);

        [Function("Twice")]
        public static void Twice([QueueTrigger("q")] string body) => ArgumentNullException.ThrowIfNull(body);

        [Function("TWICE")]
        public static void TwiceAgain([QueueTrigger("q")] string body) => ArgumentNullException.ThrowIfNull(body);

        [Function("None")]
        public static void None(string body) => ArgumentNullException.ThrowIfNull(body);

        [Function("Two")]
        public static void Two([QueueTrigger("q")] string body, [TimerTrigger("* * * * *")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(timer ?? (object)body);
    }
}
