namespace Microsoft.Azure.Functions.Worker;

/// <summary>Features of one invocation by type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Sets the feature of type T.</summary>
    void Set<T>(T instance);

    /// <summary>The feature of type T, or null.</summary>
    T? Get<T>();
}
