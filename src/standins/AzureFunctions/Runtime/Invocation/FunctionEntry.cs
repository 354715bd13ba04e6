using System.Reflection;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>One discovered function: its name, its trigger and the method that runs.</summary>
sealed class FunctionEntry
{
    /// <summary>The name given to the Function attribute; unique in the app, ignoring case.</summary>
    public required string Name { get; init; }

    public required TriggerKind Kind { get; init; }

    public required MethodInfo Method { get; init; }

    public required Attribute TriggerAttribute { get; init; }

    /// <summary>The parameter that carries the trigger attribute.</summary>
    public required ParameterInfo TriggerParameter { get; init; }

    /// <summary>True when a setting disables the function: it is known, but nothing starts it.</summary>
    public bool IsDisabled { get; init; }
}
