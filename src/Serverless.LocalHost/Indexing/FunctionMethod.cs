using System.Reflection.Emit;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Serverless.LocalHost.Http;
using Binder = Microsoft.Azure.WebJobs.Binder;
using ExecutionContext = Microsoft.Azure.WebJobs.ExecutionContext;

namespace Serverless.LocalHost.Indexing;

/// <summary>The method that represents a function: the WebJobs SDK finds, binds and calls it.</summary>
/// <param name="Name">The name of the function.</param>
/// <param name="Parameters">The trigger, the durable clients, and the last three parameters, which every method has.</param>
/// <param name="Returns">Whether the return value of the function goes back through its trigger.</param>
/// <param name="IsTriggered">Whether the SDK listens for the trigger; otherwise the function runs only when it is called.</param>
sealed record FunctionMethod(string Name, IReadOnlyList<FunctionMethod.Parameter> Parameters, bool Returns, bool IsTriggered)
{
    /// <summary>One parameter.</summary>
    public sealed record Parameter(string Name, Type Type, CustomAttributeBuilder? Attribute);

    /// <summary>Creates the method of a function.</summary>
    public static FunctionMethod Of(Function function)
    {
        var trigger = function.Trigger;
        var (type, attribute) = trigger.Type.ToUpperInvariant() switch
        {
            "HTTPTRIGGER" => (typeof(IHttpTicket), null),
            "QUEUETRIGGER" => (
                trigger.IsDeferred ? typeof(ParameterBindingData) : typeof(string),
                Attribute<QueueTriggerAttribute>(trigger, Required(function, "queueName"))),
            "TIMERTRIGGER" => (typeof(TimerInfo), Attribute<TimerTriggerAttribute>(trigger, Required(function, "schedule"))),
            "ORCHESTRATIONTRIGGER" => (typeof(string), Attribute<OrchestrationTriggerAttribute>(trigger)),
            "ACTIVITYTRIGGER" => (typeof(string), Attribute<ActivityTriggerAttribute>(trigger)),
            "ENTITYTRIGGER" => (typeof(string), Attribute<EntityTriggerAttribute>(trigger)),
            _ => throw new InvalidOperationException($"Trigger {trigger.Type} is supported but has no method."),
        };
        return new FunctionMethod(
            function.Name,
            [
                new(trigger.Name, type, attribute),
                .. function.Clients.Select(client => new Parameter(client.Name, typeof(string), Attribute<DurableClientAttribute>(client))),
                new("_binder", typeof(Binder), null),
                new("_context", typeof(ExecutionContext), null),
                new("_cancellation", typeof(CancellationToken), null),
            ],
            Returns: function.IsDurable,
            IsTriggered: !function.IsHttp);
    }

    static CustomAttributeBuilder? Attribute<T>(Binding binding, params string[] arguments)
        where T : Attribute => BindingAttributes.Build(typeof(T), arguments, binding);

    static string Required(Function function, string property) =>
        function.Trigger.Text(property) is { Length: > 0 } text
            ? text
            : throw new StartException(ExitCodes.Configuration, $"Function {function.Name}: its {function.Trigger.Type} has no {property}.");
}
