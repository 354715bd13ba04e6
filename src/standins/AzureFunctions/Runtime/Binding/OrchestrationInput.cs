using System.Reflection;
using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The parameter of an orchestrator that holds its input.</summary>
static class OrchestrationInput
{
    static readonly MethodInfo GetInput = typeof(TaskOrchestrationContext).GetMethod(nameof(TaskOrchestrationContext.GetInput))!;

    /// <summary>
    /// The input when its type is exactly the parameter's, else null: the real host binds no interface and no nullable struct either,
    /// where context.GetInput would.
    /// </summary>
    public static object? Read(TaskOrchestrationContext orchestration, Type target)
    {
        var value = GetInput.MakeGenericMethod(target).Invoke(orchestration, BindingFlags.DoNotWrapExceptions, null, null, null);
        return value?.GetType() == target ? value : null;
    }
}
