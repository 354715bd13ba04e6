using Serverless.StandIns.AzureFunctions.Runtime;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Inputs and results of an invocation, for middleware.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>What the function returned; writing to it replaces that.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new StateInvocationResult(InvocationState.Of(context));
    }

    /// <summary>What the function returned, as T; writing to it replaces that.</summary>
    /// <exception cref="InvalidCastException">The value is of another type.</exception>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new StateInvocationResult<T>(InvocationState.Of(context));
    }

    /// <summary>The value bound to an input, before the function runs; writing to it replaces what the function gets.</summary>
    /// <exception cref="InvalidOperationException">The function has no such input, or its value is of another type.</exception>
    public static async ValueTask<InputBindingData<T>> BindInputAsync<T>(this FunctionContext context, BindingMetadata bindingMetadata)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(bindingMetadata);
        var inputs = await InvocationState.Of(context).BindAsync(context);
        return new StateInput<T>(inputs, InvocationState.Of(context).IndexOf(bindingMetadata.Name));
    }

    /// <summary>The outputs of type T that the function returned.</summary>
    public static IEnumerable<OutputBindingData<T>> GetOutputBindings<T>(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var state = InvocationState.Of(context);
        return [.. state.Function.Outputs.Where(output => output.Read(state.Result) is T).Select(output => new StateOutput<T>(state, output))];
    }
}
