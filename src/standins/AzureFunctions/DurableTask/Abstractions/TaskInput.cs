namespace Microsoft.DurableTask;

/// <summary>The rule by which class-based tasks take their input.</summary>
static class TaskInput
{
    /// <summary>Gives the value in its type; null becomes the type's default.</summary>
    /// <exception cref="ArgumentException">The value is of another type.</exception>
    internal static T As<T>(object? input) => input switch
    {
        T typed => typed,
        null => default!,
        _ => throw new ArgumentException($"Input type '{input.GetType()}' does not match expected type '{typeof(T)}'.", nameof(input)),
    };
}
