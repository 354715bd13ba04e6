using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Indexing;

/// <summary>A function of the app.</summary>
/// <param name="Name">The name.</param>
/// <param name="Trigger">The trigger.</param>
/// <param name="Clients">The durable client bindings.</param>
/// <param name="Outputs">The queues that the function writes to.</param>
sealed record Function(string Name, Binding Trigger, IReadOnlyList<Binding> Clients, IReadOnlyList<Binding> Outputs)
{
    /// <summary>Gets whether HTTP requests run the function.</summary>
    public bool IsHttp => Trigger.Is(BindingTypes.HttpTrigger);

    /// <summary>Gets whether only the durable engine runs the function.</summary>
    public bool IsDurable =>
        Trigger.Is(BindingTypes.OrchestrationTrigger) || Trigger.Is(BindingTypes.ActivityTrigger) || Trigger.Is(BindingTypes.EntityTrigger);

    /// <summary>Reads a worker's description of a function.</summary>
    /// <exception cref="StartException">The function has a binding that this host does not support.</exception>
    public static Function Read(RpcFunctionMetadata metadata) => Read(metadata.Name, metadata.RawBindings);

    /// <summary>Reads the bindings of a function.</summary>
    /// <exception cref="StartException">The function has a binding that this host does not support.</exception>
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
                $"Function {function}: this host does not support the {kind} binding {binding.Type} ({binding.Name}). It supports {string.Join(", ", supported)}.");
        }
    }
}
