using System.Reflection;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Serverless.LocalHost.Http;
using Serverless.LocalHost.Indexing;

namespace Serverless.LocalHost.Tests.Indexing;

public sealed class FunctionTypesTests
{
    [Fact]
    public void Write_OfAQueueFunction_HasTheAttributesThatTheSdkLooksFor()
    {
        var method = Write("Take", """{"name":"message","type":"queueTrigger","queueName":"%ORDERS%","connection":"Other"}""");

        method.GetCustomAttribute<FunctionNameAttribute>()!.Name.ShouldBe("Take");
        method.ReturnType.ShouldBe(typeof(Task));
        var trigger = method.GetParameters()[0];
        trigger.Name.ShouldBe("message");
        trigger.ParameterType.ShouldBe(typeof(string));
        trigger.GetCustomAttribute<QueueTriggerAttribute>()!.QueueName.ShouldBe("%ORDERS%");
        trigger.GetCustomAttribute<QueueTriggerAttribute>()!.Connection.ShouldBe("Other");
    }

    [Fact]
    public void Write_OfATimer_KeepsItsFlags()
    {
        var attribute = Write("Tick", """{"name":"t","type":"timerTrigger","schedule":"0 0 4 * * *","runOnStartup":true,"useMonitor":false}""")
            .GetParameters()[0].GetCustomAttribute<TimerTriggerAttribute>()!;

        attribute.ScheduleExpression.ShouldBe("0 0 4 * * *");
        attribute.RunOnStartup.ShouldBeTrue();
        attribute.UseMonitor.ShouldBeFalse();
    }

    [Fact]
    public void Write_OfAnHttpFunction_IsOnlyRunWhenCalled()
    {
        var method = Write("Hello", """{"name":"request","type":"httpTrigger"}""", """{"name":"client","type":"durableClient"}""");

        method.GetCustomAttribute<NoAutomaticTriggerAttribute>().ShouldNotBeNull();
        method.GetParameters()[0].ParameterType.ShouldBe(typeof(IHttpTicket));
        method.GetParameters()[1].GetCustomAttribute<DurableClientAttribute>().ShouldNotBeNull();
    }

    [Theory]
    [InlineData("orchestrationTrigger", typeof(OrchestrationTriggerAttribute))]
    [InlineData("activityTrigger", typeof(ActivityTriggerAttribute))]
    [InlineData("entityTrigger", typeof(EntityTriggerAttribute))]
    public void Write_OfADurableFunction_ReturnsItsResult(string trigger, Type attribute)
    {
        var method = Write("Step", $$"""{"name":"input","type":"{{trigger}}"}""");

        method.ReturnType.ShouldBe(typeof(Task<object>));
        method.GetParameters()[0].GetCustomAttributes(attribute).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Method_WhenItIsCalled_HandsNameAndArgumentsOn()
    {
        var entry = new Entry();
        var type = FunctionTypes.Write([Function.Read("Step", ["""{"name":"input","type":"activityTrigger"}"""])]);
        using var cancellation = new CancellationTokenSource();

        var result = (Task<object>)type.GetMethod("Step")!.Invoke(
            Activator.CreateInstance(type, entry), ["payload", null, null, cancellation.Token])!;

        (await result).ShouldBe("done");
        entry.Function.ShouldBe("Step");
        entry.Arguments.ShouldBe(["payload", null, null, cancellation.Token]);
    }

    [Fact]
    public void Write_OfAQueueFunctionWithoutQueue_IsRefusedByName() =>
        Should.Throw<StartException>(() => Write("Take", """{"name":"message","type":"queueTrigger"}""")).Message.ShouldContain("Take");

    static MethodInfo Write(string name, params string[] bindings) => FunctionTypes.Write([Function.Read(name, bindings)]).GetMethod(name)!;

    sealed class Entry : IFunctionEntry
    {
        public string? Function { get; private set; }

        public object?[] Arguments { get; private set; } = [];

        public Task<object?> InvokeAsync(string function, object?[] arguments)
        {
            (Function, Arguments) = (function, arguments);
            return Task.FromResult<object?>("done");
        }
    }
}
