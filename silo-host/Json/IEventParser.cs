namespace OrleansSessions.Host.Json;

/// <summary>Reads one event. What is wrong with it is part of the answer, never an exception. Thread-safe.</summary>
internal interface IEventParser
{
    InputLine Parse(ReadOnlySpan<byte> json);
}
