using System.Text;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Turns what a trigger brought into the type of the trigger's parameter.</summary>
static class TriggerValue
{
    public static ValueTask<object?> ConvertAsync(FunctionContext context, InvocationState state, Type target)
        => ValueTask.FromResult(state.Function.Kind switch
        {
            TriggerKind.Http => Http(context, state, target),
            TriggerKind.Queue => Queue(context, (QueueMessage)state.Trigger.Value!, target),
            TriggerKind.Timer => Timer(context, (TimerInfo)state.Trigger.Value!, target),
            TriggerKind.Activity => Activity(context, (string?)state.Trigger.Value, target),
            _ => state.Trigger.Value,
        });

    static object? Http(FunctionContext context, InvocationState state, Type target)
    {
        if (target == typeof(HttpRequestData))
        {
            return state.GetHttpRequestData();
        }

        if (target != typeof(HttpRequest))
        {
            throw new NotSupportedException($"an HTTP trigger binds HttpRequestData or HttpRequest, not {target}.");
        }

        return context.InstanceServices.GetService<AspNetCoreIntegration>() is null
            ? throw new NotSupportedException("HttpRequest needs ConfigureFunctionsWebApplication() in Program.cs.")
            : ((HttpContext)state.Trigger.Value!).Request;
    }

    static object? Queue(FunctionContext context, QueueMessage message, Type target)
    {
        if (target == typeof(QueueMessage))
        {
            return message;
        }

        if (target == typeof(string))
        {
            return message.Body.ToString();
        }

        if (target == typeof(byte[]))
        {
            return message.Body.ToArray();
        }

        return target == typeof(BinaryData) ? message.Body : FromJson(context, message.Body.ToArray(), target);
    }

    static object? Timer(FunctionContext context, TimerInfo timer, Type target)
    {
        if (target == typeof(TimerInfo))
        {
            return timer;
        }

        var json = WorkerSerializer.Of(context).Serialize(timer);
        return target == typeof(string) ? json.ToString() : FromJson(context, json.ToArray(), target);
    }

    static object? Activity(FunctionContext context, string? json, Type target)
    {
        if (target == typeof(FunctionContext))
        {
            return context;
        }

        if (json is null)
        {
            return target.IsValueType && Nullable.GetUnderlyingType(target) is null ? Activator.CreateInstance(target) : null;
        }

        return FromJson(context, Encoding.UTF8.GetBytes(json), target);
    }

    static object? FromJson(FunctionContext context, byte[] json, Type target)
        => WorkerSerializer.Of(context).Deserialize(new MemoryStream(json), target, context.CancellationToken);
}
