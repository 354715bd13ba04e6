using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds middleware to the invocation pipeline; what is added first runs outermost.</summary>
public static class MiddlewareWorkerApplicationBuilderExtensions
{
    /// <summary>Adds middleware that is one instance for the app.</summary>
    public static IFunctionsWorkerApplicationBuilder UseMiddleware<T>(this IFunctionsWorkerApplicationBuilder builder)
        where T : class, IFunctionsWorkerMiddleware => UseWhen<T>(builder, static _ => true);

    /// <summary>Adds middleware that runs only when the predicate holds.</summary>
    public static IFunctionsWorkerApplicationBuilder UseWhen<T>(this IFunctionsWorkerApplicationBuilder builder, Func<FunctionContext, bool> predicate)
        where T : class, IFunctionsWorkerMiddleware
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(predicate);
        builder.Services.TryAddSingleton<T>();
        return builder.Use(next => context => predicate(context)
            ? context.InstanceServices.GetRequiredService<T>().Invoke(context, next)
            : next(context));
    }

    /// <summary>Adds middleware given as a function.</summary>
    public static IFunctionsWorkerApplicationBuilder UseMiddleware(
        this IFunctionsWorkerApplicationBuilder builder, Func<FunctionContext, Func<Task>, Task> middleware)
        => UseWhen(builder, static _ => true, middleware);

    /// <summary>Adds middleware given as a function that runs only when the predicate holds.</summary>
    public static IFunctionsWorkerApplicationBuilder UseWhen(
        this IFunctionsWorkerApplicationBuilder builder, Func<FunctionContext, bool> predicate, Func<FunctionContext, Func<Task>, Task> middleware)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(predicate);
        ArgumentNullException.ThrowIfNull(middleware);
        return builder.Use(next => context => predicate(context) ? middleware(context, () => next(context)) : next(context));
    }
}
