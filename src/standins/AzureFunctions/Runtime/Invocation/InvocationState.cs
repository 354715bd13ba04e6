using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>What one invocation holds beyond its public context.</summary>
sealed class InvocationState(FunctionContext context, FunctionEntry function, TriggerInput trigger)
{
    object?[]? _arguments;
    KestrelRequestData? _request;

    public FunctionEntry Function { get; } = function;

    public TriggerInput Trigger { get; } = trigger;

    /// <summary>What the function returned, or what middleware put in its place.</summary>
    public object? Result { get; set; }

    public static InvocationState Of(FunctionContext context)
        => context.Features.Get<InvocationState>() ?? throw new InvalidOperationException("The context does not come from this host.");

    /// <summary>The arguments of the method, bound at the first call.</summary>
    public async ValueTask<object?[]> BindAsync(FunctionContext bound) => _arguments ??= await ParameterBinder.BindAsync(bound, this);

    public int IndexOf(string parameter)
    {
        var index = Function.Parameters.Select(source => source.Parameter.Name).ToList().IndexOf(parameter);
        return index >= 0 ? index : throw new InvalidOperationException($"The function '{Function.Name}' has no parameter '{parameter}'.");
    }

    public HttpRequestData? GetHttpRequestData() => Trigger.Value is HttpContext http ? _request ??= new KestrelRequestData(context, http) : null;
}
