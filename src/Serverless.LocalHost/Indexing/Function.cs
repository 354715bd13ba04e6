using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Indexing;

/// <summary>A function of the app.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trigger">What makes it run.</param>
/// <param name="Clients">Clients of durable orchestrations that it is given.</param>
/// <param name="Outputs">Queues that it writes to.</param>
sealed record Function(string Name, Binding Trigger, IReadOnlyList<Binding> Clients, IReadOnlyList<Binding> Outputs)
{
    /// <summary>Whether requests make it run.</summary>
    public bool IsHttp => Trigger.Is(BindingTypes.HttpTrigger);

    /// <summary>Whether only the durable engine makes it run.</summary>
    public bool IsDurable =>
        Trigger.Is(BindingTypes.OrchestrationTrigger) || Trigger.Is(BindingTypes.ActivityTrigger) || Trigger.Is(BindingTypes.EntityTrigger);

    /// <summary>Reads what a worker says of a function.</summary>
    /// <exception cref="StartException">This host has no such binding.</exception>
    public static Function Read(RpcFunctionMetadata metadata) => Read(metadata.Name, metadata.RawBindings);

    /// <summary>Reads a function's bindings.</summary>
    /// <exception cref="StartException">This host has no such binding.</exception>
    public static Function Read(string name, IEnumerable<string> bindings)
    {
        List<Binding> all;
        try
        {
            all = [.. bindings.Select(Binding.Parse)];
        }
        catch (FormatException broken)
        {
            throw new StartException(ExitCodes.Configuration, $"Function {name}: {broken.Message}", broken);
        }

        foreach (var binding in all)
        {
            RequireSupport(name, binding);
        }

        List<Binding> triggers = [.. all.Where(binding => binding.IsTrigger)];
        return new Function(
            name,
            triggers is [var trigger]
                ? trigger
                : throw new StartException(ExitCodes.Configuration, $"Function {name} has {triggers.Count} triggers instead of one."),
            [.. all.Where(binding => binding.Is(BindingTypes.DurableClient))],
            [.. all.Where(binding => binding.IsOutput && binding.Is(BindingTypes.Queue))]);
    }

    static void RequireSupport(string function, Binding binding)
    {
        var supported = binding.IsTrigger ? BindingTypes.Triggers : binding.IsOutput ? BindingTypes.Outputs : BindingTypes.Inputs;
        if (!supported.Any(binding.Is))
        {
            var kind = binding.IsTrigger ? "trigger" : binding.IsOutput ? "output" : "input";
            throw new StartException(
                ExitCodes.Configuration,
                $"Function {function}: this host has no {kind} binding {binding.Type} ({binding.Name}). It has {string.Join(", ", supported)}.");
        }
    }
}
