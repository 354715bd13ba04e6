using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The innermost step of an invocation: binds the arguments, makes the instance and calls the method.</summary>
static class MethodCall
{
    public static async Task RunAsync(FunctionContext context)
    {
        var state = InvocationState.Of(context);
        var method = state.Function.Method;
        var arguments = await state.BindAsync(context);
        var instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(context.InstanceServices, method.ReflectedType!);
        try
        {
            var returned = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            state.Result = await AwaitAsync(returned, method.ReturnType);
        }
        finally
        {
            await DisposeAsync(instance);
        }
    }

    static async Task<object?> AwaitAsync(object? returned, Type type)
    {
        if (returned is not null && IsValueTask(type))
        {
            returned = type.GetMethod(nameof(ValueTask.AsTask))!.Invoke(returned, null);
            type = returned!.GetType();
        }

        if (returned is not Task task)
        {
            return returned;
        }

        await task;
        return TaskResult.TypeOf(type) is null ? null : TaskResult.Read(task);
    }

    static bool IsValueTask(Type type)
        => type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    static ValueTask DisposeAsync(object? instance)
    {
        switch (instance)
        {
            case IAsyncDisposable asynchronous:
                return asynchronous.DisposeAsync();
            case IDisposable synchronous:
                synchronous.Dispose();
                break;
        }

        return ValueTask.CompletedTask;
    }
}
