using Microsoft.Azure.Functions.Worker.Http;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The HTTP side of an invocation, for middleware.</summary>
public static class FunctionContextHttpRequestExtensions
{
    /// <summary>The request that started the invocation; null when it was not started over HTTP.</summary>
    public static ValueTask<HttpRequestData?> GetHttpRequestDataAsync(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult(InvocationState.Of(context).GetHttpRequestData());
    }

    /// <summary>The response that the function returned; null before it has, or when it returned another kind of result.</summary>
    public static HttpResponseData? GetHttpResponseData(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var state = InvocationState.Of(context);
        return state.Function.HttpResultOf(state.Result) as HttpResponseData;
    }
}
