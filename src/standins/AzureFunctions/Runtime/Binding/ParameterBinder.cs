using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Fills the parameters of a function.</summary>
static class ParameterBinder
{
    /// <exception cref="FunctionInputConverterException">A parameter has no value, or one that does not fit.</exception>
    public static async ValueTask<object?[]> BindAsync(FunctionContext context, InvocationState state)
    {
        var sources = state.Function.Parameters;
        var arguments = new object?[sources.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = await BindAsync(context, state, sources[i]);
        }

        return arguments;
    }

    static async ValueTask<object?> BindAsync(FunctionContext context, InvocationState state, ParameterSource source)
    {
        var parameter = source.Parameter;
        try
        {
            return source.Kind switch
            {
                ParameterSourceKind.Trigger => await TriggerValue.ConvertAsync(context, state, parameter.ParameterType),
                ParameterSourceKind.Context => context,
                ParameterSourceKind.Cancellation => context.CancellationToken,
                ParameterSourceKind.Service => context.InstanceServices.GetRequiredService(parameter.ParameterType),
                ParameterSourceKind.OrchestrationInput => OrchestrationInput.Read((TaskOrchestrationContext)state.Trigger.Value!, parameter.ParameterType),
                _ => BindByName(context, state, source),
            };
        }
        catch (Exception e) when (e is not FunctionInputConverterException and not OperationCanceledException)
        {
            throw new FunctionInputConverterException(state.Function.Name, parameter.Name!, e.Message, e);
        }
    }

    static object? BindByName(FunctionContext context, InvocationState state, ParameterSource source)
    {
        var parameter = source.Parameter;
        if (state.Trigger.BindingData.TryGetValue(parameter.Name!, out var value) && value is not null)
        {
            return MetadataValue.Convert(value, parameter.ParameterType, WorkerSerializer.Of(context));
        }

        if (parameter.HasDefaultValue)
        {
            return parameter.DefaultValue;
        }

        return source.AllowsNull
            ? null
            : throw new FunctionInputConverterException(state.Function.Name, parameter.Name!, $"nothing of that name to make a {parameter.ParameterType} of.");
    }
}
