namespace Serverless.Core.Validation;

/// <summary>Collects the errors of a request.</summary>
sealed class ValidationErrors
{
    /// <summary>The most errors that are kept: more would not help anyone, and a hostile body could contain millions.</summary>
    const int Most = 100;

    readonly List<FieldError> _errors = [];
    readonly List<FieldError> _unchecked = [];
    int _count;

    public bool Any => _count > 0;

    /// <value>Number of errors, including those that are not kept.</value>
    public int Count => _count;

    /// <summary>Returns whether there is an error at or below a pointer.</summary>
    public bool Within(string pointer) => _errors.Exists(error => error.Pointer.StartsWith(pointer, StringComparison.Ordinal));

    /// <value>What could not be checked here.</value>
    public IReadOnlyList<FieldError> Unchecked => _unchecked;

    /// <summary>Records what cannot be checked here; it is not an error.</summary>
    public void AddUnchecked(string pointer, string message)
    {
        if (_unchecked.Count < Most)
        {
            _unchecked.Add(new FieldError(pointer, message));
        }
    }

    public void Add(string pointer, string message) => Add(new FieldError(pointer, message));

    public void Add(FieldError error)
    {
        _count++;
        if (_errors.Count < Most)
        {
            _errors.Add(error);
        }
    }

    /// <summary>Like <see cref="Add(string, string)"/>, for messages that are expensive to create.</summary>
    public void Add(string pointer, Func<string> message)
    {
        if (_errors.Count < Most)
        {
            Add(pointer, message());
        }
        else
        {
            _count++;
        }
    }

    public IReadOnlyList<FieldError> ToList() =>
        _count <= Most ? _errors : [.. _errors, new FieldError("", $"There are {_count - Most} more errors, not shown; fix these first.")];
}
