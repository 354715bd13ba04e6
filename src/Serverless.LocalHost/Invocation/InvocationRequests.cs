using System.Diagnostics;
using Serverless.LocalHost.Http;
using Serverless.LocalHost.Indexing;
using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Invocation;

/// <summary>Creates invocations in the form that the worker reads.</summary>
static class InvocationRequests
{
    /// <summary>Builds an invocation.</summary>
    /// <param name="function">The function.</param>
    /// <param name="functionId">The worker's id of the function.</param>
    /// <param name="invocationId">The id of the invocation.</param>
    /// <param name="arguments">The value of the trigger, then those of the durable clients.</param>
    /// <param name="bindingData">The metadata of the trigger, such as the dequeue count of a message.</param>
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
            // "sys" contains the SDK's own names and cannot be serialized.
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
