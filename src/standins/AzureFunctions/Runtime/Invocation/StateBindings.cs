using Microsoft.Azure.Functions.Worker;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The invocation's result, seen untyped.</summary>
sealed class StateInvocationResult(InvocationState state) : InvocationResult
{
    public override object? Value
    {
        get => state.Result;
        set => state.Result = value;
    }
}

/// <summary>The invocation's result, seen as T.</summary>
sealed class StateInvocationResult<T>(InvocationState state) : InvocationResult<T>
{
    public override T? Value
    {
        get => (T?)state.Result;
        set => state.Result = value;
    }
}

/// <summary>One bound argument.</summary>
sealed class StateInput<T>(object?[] arguments, int index) : InputBindingData<T>
{
    public override T? Value
    {
        get => (T?)arguments[index];
        set => arguments[index] = value;
    }
}

/// <summary>One output of the returned value.</summary>
sealed class StateOutput<T>(InvocationState state, OutputSlot slot) : OutputBindingData<T>
{
    public override T? Value
    {
        get => (T?)slot.Read(state.Result);
        set => state.Result = slot.Replace(state.Result, value);
    }

    public override string Name => slot.Name;

    public override string? BindingType => slot.BindingType;
}
