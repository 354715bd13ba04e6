using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What is known of a function before it runs.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The method's parameters in order.</summary>
    public abstract ImmutableArray<FunctionParameter> Parameters { get; }

    /// <summary>The file of the assembly that holds the method.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>Full type name and method name, joined by a dot.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>Identifies the function; stable as long as its name and method are.</summary>
    public abstract string Id { get; }

    /// <summary>The function's name.</summary>
    public abstract string Name { get; }

    /// <summary>Triggers and inputs by parameter name.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    /// <summary>Outputs by property name; $return for the method's value.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }
}
