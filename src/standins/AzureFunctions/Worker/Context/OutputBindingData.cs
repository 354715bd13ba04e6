namespace Microsoft.Azure.Functions.Worker;

/// <summary>The value of one output, which middleware may replace after the function has run.</summary>
public abstract class OutputBindingData<T>
{
    /// <summary>The value.</summary>
    public abstract T? Value { get; set; }

    /// <summary>The property's name; $return for the method's value.</summary>
    public abstract string Name { get; }

    /// <summary>The kind of output in lower camel case, for example queue.</summary>
    public abstract string? BindingType { get; }
}
