using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>One discovered function: its name, its trigger and the method that runs.</summary>
sealed class FunctionEntry
{
    FunctionDefinition? _definition;

    /// <summary>The name given to the Function attribute; unique in the app, ignoring case.</summary>
    public required string Name { get; init; }

    public required TriggerKind Kind { get; init; }

    public required MethodInfo Method { get; init; }

    public required Attribute TriggerAttribute { get; init; }

    /// <summary>The parameter that carries the trigger attribute.</summary>
    public required ParameterInfo TriggerParameter { get; init; }

    /// <summary>True when a setting disables the function: it is known, but nothing starts it.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>How each parameter of the method is filled, in order.</summary>
    public IReadOnlyList<ParameterSource> Parameters { get; init; } = [];

    /// <summary>The outputs that the returned value holds.</summary>
    public IReadOnlyList<OutputSlot> Outputs { get; init; } = [];

    /// <summary>The property of the returned object that is the HTTP response; null when the returned value itself is.</summary>
    public PropertyInfo? HttpResult { get; init; }

    public FunctionDefinition Definition => _definition ??= new DiscoveredDefinition(this);

    /// <summary>The part of a returned value that answers an HTTP request.</summary>
    public object? HttpResultOf(object? result) => HttpResult is null || result is null or HttpResponseData ? result : HttpResult.GetValue(result);
}
