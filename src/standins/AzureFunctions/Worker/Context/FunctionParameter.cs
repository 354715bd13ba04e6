using System.Collections.ObjectModel;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>One parameter of a function's method.</summary>
public class FunctionParameter
{
    /// <summary>A parameter without a default value.</summary>
    public FunctionParameter(string name, Type type)
        : this(name, type, false, null)
    {
    }

    /// <summary>A parameter that may have a default value.</summary>
    public FunctionParameter(string name, Type type, bool hasDefaultValue, object? defaultValue)
        : this(name, type, hasDefaultValue, defaultValue, ReadOnlyDictionary<string, object>.Empty)
    {
    }

    /// <summary>A parameter with properties.</summary>
    public FunctionParameter(string name, Type type, IReadOnlyDictionary<string, object> properties)
        : this(name, type, false, null, properties)
    {
    }

    /// <summary>A parameter with properties that may have a default value.</summary>
    public FunctionParameter(string name, Type type, bool hasDefaultValue, object? defaultValue, IReadOnlyDictionary<string, object> properties)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(properties);
        Name = name;
        Type = type;
        HasDefaultValue = hasDefaultValue;
        DefaultValue = defaultValue;
        Properties = properties;
        IsReferenceOrNullableType = !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
    }

    /// <summary>The parameter's name.</summary>
    public string Name { get; }

    /// <summary>The parameter's type.</summary>
    public Type Type { get; }

    /// <summary>Whether the parameter may be left out.</summary>
    public bool HasDefaultValue { get; }

    /// <summary>Whether the type can hold null.</summary>
    public bool IsReferenceOrNullableType { get; }

    /// <summary>The value taken when nothing is bound; meaningful only with <see cref="HasDefaultValue"/>.</summary>
    public object? DefaultValue { get; }

    /// <summary>Further facts by name.</summary>
    public IReadOnlyDictionary<string, object> Properties { get; }
}
