using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The public definition of a discovered function.</summary>
sealed class DiscoveredDefinition : FunctionDefinition
{
    public DiscoveredDefinition(FunctionEntry entry)
    {
        Name = entry.Name;
        PathToAssembly = entry.Method.Module.Assembly.Location;
        EntryPoint = $"{entry.Method.ReflectedType!.FullName}.{entry.Method.Name}";
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}\n{EntryPoint}")).AsSpan(0, 8));
        Parameters = [.. entry.Parameters.Select(source => new FunctionParameter(
            source.Parameter.Name!, source.Parameter.ParameterType, source.Parameter.HasDefaultValue, source.Parameter.HasDefaultValue ? source.Parameter.DefaultValue : null))];
        InputBindings = entry.Parameters
            .Where(source => source.Kind is ParameterSourceKind.Trigger or ParameterSourceKind.Service)
            .ToImmutableDictionary(source => source.Parameter.Name!, source => (BindingMetadata)Input(entry, source));
        OutputBindings = Outputs(entry).ToImmutableDictionary(output => output.Name);
    }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override string PathToAssembly { get; }

    public override string EntryPoint { get; }

    public override string Id { get; }

    public override string Name { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }

    static DiscoveredBinding Input(FunctionEntry entry, ParameterSource source)
    {
        var type = source.Kind == ParameterSourceKind.Service ? "durableClient" : $"{entry.Kind.ToString().ToLowerInvariant()}Trigger";
        return new DiscoveredBinding(source.Parameter.Name!, type, BindingDirection.In);
    }

    static IEnumerable<BindingMetadata> Outputs(FunctionEntry entry)
    {
        foreach (var output in entry.Outputs)
        {
            yield return new DiscoveredBinding(output.Name, output.BindingType, BindingDirection.Out);
        }

        if (entry.Kind == TriggerKind.Http && entry.Outputs.All(output => output.Property is not null))
        {
            yield return new DiscoveredBinding(entry.HttpResult?.Name ?? "$return", "http", BindingDirection.Out);
        }
    }
}
