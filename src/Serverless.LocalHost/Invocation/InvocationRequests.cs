using System.Diagnostics;
using Serverless.LocalHost.Http;
using Serverless.LocalHost.Indexing;
using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Invocation;

/// <summary>Invocations as the worker reads them.</summary>
static class InvocationRequests
{
    /// <summary>Writes an invocation.</summary>
    /// <param name="function">The function.</param>
    /// <param name="functionId">The worker's id of it.</param>
    /// <param name="invocationId">The invocation.</param>
    /// <param name="arguments">The trigger's value, then those of the durable clients.</param>
    /// <param name="bindingData">What the trigger says besides its value, such as a message's dequeue count.</param>
    public static InvocationRequest Build(
        Function function, string functionId, Guid invocationId, object?[] arguments, IReadOnlyDictionary<string, object> bindingData)
    {
        var request = new InvocationRequest
        {
            InvocationId = invocationId.ToString(),
            FunctionId = functionId,
            TraceContext = new() { TraceParent = Activity.Current?.Id ?? "", TraceState = Activity.Current?.TraceStateString ?? "" },
        };
        request.InputData.Add(new ParameterBinding { Name = function.Trigger.Name, Data = Trigger(request, arguments[0], bindingData) });
        for (var i = 0; i < function.Clients.Count; i++)
        {
            request.InputData.Add(new ParameterBinding { Name = function.Clients[i].Name, Data = RpcValues.ToRpc(arguments[i + 1]) });
        }

        return request;
    }

    static TypedData Trigger(InvocationRequest request, object? value, IReadOnlyDictionary<string, object> bindingData)
    {
        if (value is IHttpTicket ticket)
        {
            return new TypedData { Http = Route(request, ticket) };
        }

        foreach (var (name, data) in bindingData)
        {
            // "sys" holds the SDK's own names and does not serialise.
            if (data is not null && name != "sys")
            {
                request.TriggerMetadata[name] = RpcValues.ToRpc(data);
            }
        }

        return RpcValues.ToRpc(value);
    }

    // Parameters of functions are bound from the metadata, those of ASP.NET Core from the route.
    static RpcHttp Route(InvocationRequest request, IHttpTicket ticket)
    {
        var http = new RpcHttp();
        foreach (var (name, value) in ticket.RouteValues)
        {
            http.Params[name] = value ?? "";
            http.NullableParams[name] = value is null ? new NullableString() : new NullableString { Value = value };
            request.TriggerMetadata[name] = new TypedData { String = value ?? "" };
        }

        return http;
    }
}
