using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Reads a function's trigger, inputs and outputs off its method.</summary>
static class FunctionSignature
{
    /// <summary>The function, or null and what is wrong with it.</summary>
    public static FunctionEntry? Read(string name, MethodInfo method, bool isDisabled, out string? fault)
    {
        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Attribute: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(trigger => trigger.Attribute is not null)
            .ToList();
        fault = triggers.Count switch
        {
            0 => "No trigger attribute on any parameter.",
            > 1 => "More than one trigger attribute.",
            _ when KindOf(triggers[0].Attribute!) is null => $"{triggers[0].Attribute!.GetType().Name} is not a trigger of this host.",
            _ when method.ContainsGenericParameters || method.ReflectedType!.ContainsGenericParameters => "The method or its class is generic.",
            _ when method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef) => "out and ref parameters cannot be bound.",
            _ => null,
        };
        if (fault is not null)
        {
            return null;
        }

        var (parameter, attribute) = triggers[0];
        var kind = KindOf(attribute!)!.Value;
        var returned = TaskResult.TypeOf(method.ReturnType);
        return new FunctionEntry
        {
            Name = name,
            Kind = kind,
            Method = method,
            TriggerAttribute = attribute!,
            TriggerParameter = parameter,
            IsDisabled = isDisabled,
            Parameters = Sources(method, parameter, kind),
            Outputs = Outputs(method, returned),
            HttpResult = kind == TriggerKind.Http ? HttpResult(returned) : null,
        };
    }

    static TriggerKind? KindOf(TriggerBindingAttribute attribute) => attribute switch
    {
        HttpTriggerAttribute => TriggerKind.Http,
        QueueTriggerAttribute => TriggerKind.Queue,
        TimerTriggerAttribute => TriggerKind.Timer,
        OrchestrationTriggerAttribute => TriggerKind.Orchestration,
        ActivityTriggerAttribute => TriggerKind.Activity,
        _ => null,
    };

    static List<ParameterSource> Sources(MethodInfo method, ParameterInfo trigger, TriggerKind kind)
    {
        var takesInput = kind == TriggerKind.Orchestration;
        var sources = new List<ParameterSource>();
        foreach (var parameter in method.GetParameters())
        {
            var source = parameter == trigger ? ParameterSourceKind.Trigger
                : parameter.ParameterType == typeof(FunctionContext) ? ParameterSourceKind.Context
                : parameter.ParameterType == typeof(CancellationToken) ? ParameterSourceKind.Cancellation
                : parameter.IsDefined(typeof(DurableClientAttribute)) ? ParameterSourceKind.Service
                : takesInput ? ParameterSourceKind.OrchestrationInput
                : ParameterSourceKind.BindingData;
            takesInput &= source != ParameterSourceKind.OrchestrationInput;
            sources.Add(new ParameterSource(parameter, source, AllowsNull(parameter)));
        }

        return sources;
    }

    // Any reference or nullable type takes null, as in the real worker; the annotation does not matter there.
    static bool AllowsNull(ParameterInfo parameter)
        => !parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) is not null;

    static List<OutputSlot> Outputs(MethodInfo method, Type? returned)
    {
        var outputs = method.GetCustomAttributes<OutputBindingAttribute>().Select(attribute => new OutputSlot(attribute, null)).ToList();
        foreach (var property in returned?.GetProperties() ?? [])
        {
            if (property.GetCustomAttribute<OutputBindingAttribute>() is { } attribute and not HttpResultAttribute)
            {
                outputs.Add(new OutputSlot(attribute, property));
            }
        }

        return outputs;
    }

    static PropertyInfo? HttpResult(Type? returned)
    {
        if (returned is null || typeof(HttpResponseData).IsAssignableFrom(returned))
        {
            return null;
        }

        var properties = returned.GetProperties();
        return Array.Find(properties, property => property.IsDefined(typeof(HttpResultAttribute)))
            ?? Array.Find(properties, property => typeof(HttpResponseData).IsAssignableFrom(property.PropertyType));
    }
}
