namespace Microsoft.Azure.Functions.Worker;

/// <summary>The value of one input, which middleware may replace before the function runs.</summary>
public abstract class InputBindingData<T>
{
    /// <summary>The value.</summary>
    public abstract T? Value { get; set; }
}
